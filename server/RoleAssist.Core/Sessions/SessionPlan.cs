namespace RoleAssist.Core.Sessions;

/// <summary>How several sessions requested together are obtained.</summary>
/// <param name="Sessions">The sessions, in the order of the request.</param>
/// <param name="Primes">The primes to start with. Each one that is not live needs a code.</param>
public sealed record SessionPlan(IReadOnlyList<PlannedSession> Sessions, IReadOnlyList<PlannedPrime> Primes)
{
    /// <summary>The total number of MFA codes needed. A device shows a new one every 30 seconds.</summary>
    public int CodesNeeded =>
        Primes.Count(prime => !prime.IsLive) + Sessions.Count(session => session.Route == SessionRoute.Direct);
}
