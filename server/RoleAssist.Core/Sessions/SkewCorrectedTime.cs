using Microsoft.Extensions.Logging;

namespace RoleAssist.Core.Sessions;

/// <summary>Learns what time it is at AWS.</summary>
public interface IServerClock
{
    /// <summary>AWS has said what time it is there.</summary>
    void Observe(DateTimeOffset serverTime);
}

/// <summary>
/// The time as AWS has it, by which credentials expire. Each answer of AWS says what time it is there; between
/// answers this machine's clock is followed as long as it goes forward. Where it was set back, the monotonic clock
/// shows how time has gone on; and where the machine slept, which stops that one, the clock on the wall does.
/// </summary>
public sealed partial class SkewCorrectedTime(TimeProvider machine, ILogger<SkewCorrectedTime> logger) : TimeProvider, IServerClock
{
    /// <summary>HTTP dates have whole seconds and take a moment to arrive; less than this is no skew.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>What a person should know about: AWS refuses signatures that are 5 minutes off.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private TimeSpan _skew;
    private (DateTimeOffset Time, long Timestamp)? _latest;

    /// <summary>How far AWS' clock is ahead of this machine's.</summary>
    public TimeSpan Skew
    {
        get
        {
            lock (_lock)
            {
                return _skew;
            }
        }
    }

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var now = machine.GetUtcNow() + _skew;
            if (_latest is { } latest && latest.Time + machine.GetElapsedTime(latest.Timestamp) is var atLeast && atLeast > now)
            {
                // Set back. From now on the clock is that much further behind, also while the machine sleeps.
                _skew += atLeast - now;
                now = atLeast;
            }

            _latest = (now, machine.GetTimestamp());
            return now;
        }
    }

    public void Observe(DateTimeOffset serverTime)
    {
        bool changed;
        TimeSpan skew;
        lock (_lock)
        {
            var difference = serverTime - machine.GetUtcNow();
            skew = difference.Duration() <= Tolerance ? TimeSpan.Zero : difference;
            changed = (skew - _skew).Duration() > WorthTelling;
            _skew = skew;
            _latest = (machine.GetUtcNow() + skew, machine.GetTimestamp());
        }

        if (changed)
        {
            LogSkew(skew.Duration().TotalSeconds, skew > TimeSpan.Zero ? "behind" : "ahead of");
        }
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This machine's clock is {Seconds:0} seconds {Direction} AWS' clock; RoleAssist reckons with AWS' time. Set the clock by a time server.")]
    private partial void LogSkew(double seconds, string direction);
}
