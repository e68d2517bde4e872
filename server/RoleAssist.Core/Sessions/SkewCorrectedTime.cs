using Microsoft.Extensions.Logging;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// The time as AWS has it, by which credentials expire. Each answer of AWS says what time it is there; between
/// answers, this machine's clock is followed, unless it has been set back, which the monotonic clock shows.
/// </summary>
public sealed partial class SkewCorrectedTime(TimeProvider machine, ILogger<SkewCorrectedTime> logger) : TimeProvider
{
    /// <summary>HTTP dates have whole seconds and take a moment to arrive; less than this is no skew.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>What a person should know about: AWS refuses signatures that are 5 minutes off.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private TimeSpan _skew;
    private (DateTimeOffset Time, long Timestamp)? _seen;

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
            var byClock = machine.GetUtcNow() + _skew;
            return _seen is { } seen && seen.Time + machine.GetElapsedTime(seen.Timestamp) is var byElapsed && byElapsed > byClock
                ? byElapsed
                : byClock;
        }
    }

    /// <summary>AWS has said what time it is.</summary>
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
            _seen = (serverTime, machine.GetTimestamp());
        }

        if (changed)
        {
            LogSkew(skew.TotalSeconds);
        }
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This machine's clock is {Seconds:0} seconds behind AWS' clock; RoleAssist reckons with AWS' time. Set the clock by a time server.")]
    private partial void LogSkew(double seconds);
}
