using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

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
    string? Advice = null
)
{
    private SessionId? _id;

    /// <summary>The prime to start with; null if the route is not <see cref="SessionRoute.Primed"/>.</summary>
    public PlannedPrime? Prime { get; init; }

    /// <summary>Computed on first use: a list of profiles does not need it.</summary>
    public SessionId Id => _id ??= SessionId.FromChain(Chain);
}
