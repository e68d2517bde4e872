using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Determines when credentials are renewed: before SDKs start to fetch them on every call, but not so early that
/// renewals follow each other in a loop.
/// </summary>
public static class RenewalSchedule
{
    /// <summary>botocore and the SDK for .NET fetch credentials on every call once less than this is left.</summary>
    public static TimeSpan MinRemaining { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Spreads the renewals of sessions that started together.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two attempts.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Returns how long before their expiration credentials are renewed.</summary>
    /// <param name="lifetime">
    /// Their total lifetime. The shortest, 900 s, cannot keep 15 minutes in reserve: such credentials are renewed after
    /// two thirds of it.
    /// </param>
    /// <param name="id">Spreads sessions; each keeps its offset for the lifetime of the process.</param>
    public static TimeSpan Ahead(TimeSpan lifetime, SessionId id)
    {
        var spread = Spread * ((uint)id.GetHashCode() % 1024 / 1024.0);
        return lifetime >= 2 * (MinRemaining + Spread) ? MinRemaining + spread : lifetime / 3;
    }

    /// <summary>Returns when credentials are renewed; null if they do not expire.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="issued">When they were issued.</param>
    /// <param name="id">The session's ID.</param>
    public static DateTimeOffset? RenewAt(AwsCredentials credentials, DateTimeOffset issued, SessionId id) =>
        // If the clock is ahead, the lifetime would be negative and the renewal scheduled after the expiration.
        credentials.Expiration
            is { } end
            ? end - Ahead(TimeSpan.FromTicks(Math.Max(0, (end - issued).Ticks)), id)
            : null;

    /// <summary>Returns how long to wait after a failed renewal, with full jitter.</summary>
    /// <param name="failures">The number of failures in a row.</param>
    /// <param name="random">A random number between 0 and 1.</param>
    public static TimeSpan Backoff(int failures, double random)
    {
        var longest = FirstRetry * Math.Pow(2, Math.Min(failures, 10));
        return (longest < LongestWait ? longest : LongestWait) * Math.Max(random, 0.1);
    }
}
