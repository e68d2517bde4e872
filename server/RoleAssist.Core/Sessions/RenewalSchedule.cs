namespace RoleAssist.Core.Sessions;

/// <summary>When credentials are renewed: before SDKs fetch them anew on every call, and not so early that it spins.</summary>
public static class RenewalSchedule
{
    /// <summary>botocore and .NET ask again on every call once less than this is left.</summary>
    public static TimeSpan FreshFor { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Renewals of sessions that began together are spread over this, so that they do not come together.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two attempts.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How long before their end credentials are renewed.</summary>
    /// <param name="lifetime">How long they last in all. The shortest, 900 s, could not keep 15 minutes in hand: they are renewed after two thirds.</param>
    /// <param name="id">Spreads sessions, each to the same place for as long as the process lives.</param>
    public static TimeSpan Ahead(TimeSpan lifetime, SessionId id)
    {
        var spread = Spread * ((uint)id.GetHashCode() % 1024 / 1024.0);
        return lifetime >= 2 * (FreshFor + Spread) ? FreshFor + spread : lifetime / 3;
    }

    /// <summary>How long to wait after a failed renewal, with full jitter.</summary>
    /// <param name="failures">How many there have been in a row.</param>
    /// <param name="random">Between 0 and 1.</param>
    public static TimeSpan Backoff(int failures, double random)
    {
        var longest = FirstRetry * Math.Pow(2, Math.Min(failures, 10));
        return (longest < LongestWait ? longest : LongestWait) * Math.Max(random, 0.1);
    }
}
