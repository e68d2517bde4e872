using Microsoft.Extensions.Logging;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Sessions;

/// <summary>Learns what time it is at the servers that hand out credentials.</summary>
public interface IServerClock
{
    /// <summary>A server has said what time it is there.</summary>
    void Observe(Uri server, DateTimeOffset serverTime);

    /// <summary>A time by a server's clock as this clock has it: a server that is not AWS' may be hours off, and its credentials with it.</summary>
    DateTimeOffset FromServer(Uri server, DateTimeOffset serverTime);
}

/// <summary>
/// The time as AWS has it, by which credentials expire. Each answer of AWS over HTTPS says what time it is there; any other
/// server's clock counts for that server's credentials alone. Between
/// answers this machine's clock is followed as long as it goes forward. Where it was set back, the monotonic clock
/// shows how time has gone on; and where the machine slept, which stops that one, the clock on the wall does.
/// </summary>
public sealed partial class SkewCorrectedTime(TimeProvider machine, ILogger<SkewCorrectedTime> logger) : TimeProvider, IServerClock
{
    /// <summary>HTTP dates have whole seconds and take a moment to arrive; less than this is no skew.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>What a person should know about: AWS refuses signatures that are 5 minutes off.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(1);

    /// <summary>AWS takes no signature that is further off, so more than this is believed when two answers say so.</summary>
    private static readonly TimeSpan LargeJump = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimeSpan> _skews = [];
    private TimeSpan? _doubted;
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

    public void Observe(Uri server, DateTimeOffset serverTime)
    {
        bool isBelieved;
        lock (_lock)
        {
            var skew = serverTime - machine.GetUtcNow();
            _skews[server.Authority] = skew;
            isBelieved = Partitions.IsAws(server) && IsBelieved(skew);
        }

        if (isBelieved)
        {
            Observe(serverTime);
        }
    }

    public DateTimeOffset FromServer(Uri server, DateTimeOffset serverTime)
    {
        lock (_lock)
        {
            var apart = _skews.TryGetValue(server.Authority, out var skew) ? skew - _skew : TimeSpan.Zero;
            return apart.Duration() <= WorthTelling ? serverTime : serverTime - apart;
        }
    }

    private bool IsBelieved(TimeSpan skew)
    {
        var isSmall = (skew - _skew).Duration() <= LargeJump;
        var isRepeated = _doubted is { } doubted && (skew - doubted).Duration() <= WorthTelling;
        _doubted = isSmall || isRepeated ? null : skew;
        return isSmall || isRepeated;
    }

    /// <summary>What AWS' time is, from an answer that is believed.</summary>
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
