using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

/// <summary>What has to be done to get a session.</summary>
public enum SessionRoute
{
    /// <summary>Nothing: a fresh session exists.</summary>
    Live,

    /// <summary>Execute its chain, which needs no MFA code.</summary>
    Plain,

    /// <summary>Execute its chain with an MFA code in the first call.</summary>
    Direct,

    /// <summary>
    /// Execute its chain starting with a primed session: a session of the user that one MFA code provides for all roles
    /// behind the device.
    /// </summary>
    Primed,
}

/// <summary>How several sessions requested together are obtained.</summary>
/// <param name="Sessions">The sessions, in the order of the request.</param>
/// <param name="Primes">The primed sessions to start with. Each one that is not live needs a code.</param>
public sealed record SessionPlan(IReadOnlyList<PlannedSession> Sessions, IReadOnlyList<PlannedPrime> Primes)
{
    /// <summary>The total number of MFA codes needed. A device shows a new one every 30 seconds.</summary>
    public int CodesNeeded =>
        Primes.Count(prime => !prime.IsLive) + Sessions.Count(session => session.Route == SessionRoute.Direct);
}

/// <param name="Chain">How the session is obtained.</param>
/// <param name="Route">What has to be done for it.</param>
/// <param name="LifetimeSeconds">The lifetime of its credentials; null if only their source knows it.</param>
/// <param name="RenewableSeconds">
/// How long they are renewed without another code; null if the session is not primed.
/// </param>
/// <param name="NeedsCode">Whether it needs a code from the user.</param>
/// <param name="Cap">The rule that limits its lifetime, as a sentence.</param>
/// <param name="Advice">How to get a longer lifetime, as a sentence.</param>
public sealed record PlannedSession(
    RoleChain Chain,
    SessionRoute Route,
    int? LifetimeSeconds,
    int? RenewableSeconds = null,
    bool NeedsCode = false,
    string? Cap = null,
    string? Advice = null)
{
    private SessionId? _id;

    /// <summary>Computed on first use: a list of profiles does not need it.</summary>
    public SessionId Id => _id ??= SessionId.FromChain(Chain);
}

/// <param name="Key">The user and the MFA device.</param>
/// <param name="DurationSeconds">Its lifetime.</param>
/// <param name="IsLive">Whether it already exists.</param>
public sealed record PlannedPrime(PrimeKey Key, int DurationSeconds, bool IsLive);
