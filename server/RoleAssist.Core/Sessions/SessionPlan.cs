using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

/// <summary>What is done to get a session, before anything is done.</summary>
public enum SessionRoute
{
    /// <summary>Nothing: it is there and good.</summary>
    Live,

    /// <summary>Its chain, which asks for no code.</summary>
    Plain,

    /// <summary>Its chain, whose first call carries a code of its own.</summary>
    Direct,

    /// <summary>Its chain, begun with a session of the user that one code has bought for all roles behind the device.</summary>
    Primed,
}

/// <summary>How several sessions that are wanted at once come about.</summary>
/// <param name="Sessions">Each session's way, in the order they were asked for.</param>
/// <param name="Primes">The users' sessions to begin with; each that is not live takes one code.</param>
public sealed record SessionPlan(IReadOnlyList<PlannedSession> Sessions, IReadOnlyList<PlannedPrime> Primes)
{
    /// <summary>How many MFA codes it takes in all. A device shows a new one every half minute.</summary>
    public int CodesNeeded =>
        Primes.Count(prime => !prime.IsLive) + Sessions.Count(session => session.Route == SessionRoute.Direct);
}

/// <param name="Chain">How the session comes about.</param>
/// <param name="Route">What of it is done.</param>
/// <param name="LifetimeSeconds">How long its credentials last; null where only their source knows.</param>
/// <param name="RenewableSeconds">For how long they are renewed without another code; null where they need none.</param>
/// <param name="TakesCode">Whether a code is asked for on its behalf.</param>
/// <param name="Cap">The rule that keeps it from lasting longer, as a sentence.</param>
/// <param name="Advice">What to change to get more, as a sentence.</param>
public sealed record PlannedSession(
    RoleChain Chain,
    SessionRoute Route,
    int? LifetimeSeconds,
    int? RenewableSeconds = null,
    bool TakesCode = false,
    string? Cap = null,
    string? Advice = null)
{
    private SessionId? _id;

    /// <summary>Worked out when it is asked for: a list of profiles needs none.</summary>
    public SessionId Id => _id ??= SessionId.Of(Chain);
}

/// <param name="Key">Whose session, with which device's code.</param>
/// <param name="DurationSeconds">How long it lasts.</param>
/// <param name="IsLive">Whether it is there already.</param>
public sealed record PlannedPrime(PrimeKey Key, int DurationSeconds, bool IsLive);
