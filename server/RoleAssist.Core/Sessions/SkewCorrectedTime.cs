using Microsoft.Extensions.Logging;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// The time at AWS, by which credentials expire. Each AWS answer over HTTPS reports that time; the clock of any other
/// server counts only for that server's credentials. Between answers this machine's clock is used while it moves
/// forward. If it is set back, the monotonic clock shows how much time has passed; if the machine sleeps, which stops
/// the monotonic clock, the system clock does.
/// </summary>
public sealed partial class SkewCorrectedTime(TimeProvider machine, ILogger<SkewCorrectedTime> logger)
    : TimeProvider,
        IServerClock
{
    /// <summary>
    /// HTTP dates have whole seconds and take a moment to arrive, so a smaller difference is no skew.
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>The difference worth a warning: AWS refuses signatures that are 5 minutes off.</summary>
    private static readonly TimeSpan WarningThreshold = TimeSpan.FromMinutes(1);

    /// <summary>
    /// AWS accepts no signature that is further off, so a larger difference is trusted only when two answers agree.
    /// </summary>
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
            if (
                _latest is { } latest
                && latest.Time + machine.GetElapsedTime(latest.Timestamp) is var atLeast
                && atLeast > now
            )
            {
                // The clock was set back, so from now on it is behind by that much more, even while the machine sleeps.
                _skew += atLeast - now;
                now = atLeast;
            }

            _latest = (now, machine.GetTimestamp());
            return now;
        }
    }

    public void Observe(Uri server, DateTimeOffset serverTime)
    {
        bool isTrusted;
        lock (_lock)
        {
            var skew = serverTime - machine.GetUtcNow();
            _skews[server.Authority] = skew;
            isTrusted = Partitions.IsAws(server) && IsTrusted(skew);
        }

        if (isTrusted)
        {
            Observe(serverTime);
        }
    }

    public DateTimeOffset FromServer(Uri server, DateTimeOffset serverTime)
    {
        lock (_lock)
        {
            var apart = _skews.TryGetValue(server.Authority, out var skew) ? skew - _skew : TimeSpan.Zero;
            return apart.Duration() <= WarningThreshold ? serverTime : serverTime - apart;
        }
    }

    private bool IsTrusted(TimeSpan skew)
    {
        var isSmall = (skew - _skew).Duration() <= LargeJump;
        var isRepeated = _doubted is { } doubted && (skew - doubted).Duration() <= WarningThreshold;
        _doubted = isSmall || isRepeated ? null : skew;
        return isSmall || isRepeated;
    }

    /// <summary>Records the time at AWS from a trusted answer.</summary>
    public void Observe(DateTimeOffset serverTime)
    {
        bool changed;
        TimeSpan skew;
        lock (_lock)
        {
            var difference = serverTime - machine.GetUtcNow();
            skew = difference.Duration() <= Tolerance ? TimeSpan.Zero : difference;
            changed = (skew - _skew).Duration() > WarningThreshold;
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

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "This machine's clock is {Seconds:0} seconds {Direction} AWS' clock. RoleAssist uses AWS' time. "
            + "Synchronize the clock with a time server."
    )]
    private partial void LogSkew(double seconds, string direction);
}
