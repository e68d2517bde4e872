using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Lets requests for sessions in: an agent's is narrowed, asks the host with a person behind it, and waits for their word
/// where it needs one.
/// </summary>
public sealed class SessionAdmission(SessionIssuer issuer, SessionRegistry registry, ISessionGuard? guard = null)
{
    /// <summary>Returns targets as the requester may have them.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.AgentNotAllowed"/>.</exception>
    public IReadOnlyList<AssumeTarget> Admit(IReadOnlyList<AssumeTarget> targets) =>
        guard is null ? targets : [.. targets.Select(guard.Admit)];

    /// <summary>Waits for the person's word where an agent needs one.</summary>
    /// <inheritdoc cref="ISessionGuard.RequireAsync" path="/exception"/>
    public Task RequireAsync(
        AssumeTarget target,
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    ) =>
        guard is null
            ? Task.CompletedTask
            : guard.RequireAsync(
                guard.Admit(target),
                planned.Chain,
                UsesCode(planned) && registry.FindFresh(planned.Id) is null,
                options.Purpose,
                cancellationToken
            );

    /// <summary>
    /// Asks a host with a person behind it, for an agent: it has the prime that makes a code needless, and it is where
    /// the person gives their word.
    /// </summary>
    /// <returns>The sessions that a host has granted.</returns>
    /// <exception cref="RoleAssistException">A host refuses.</exception>
    public async Task<HashSet<SessionId>> AskHostsAsync(
        IReadOnlyList<(AssumeTarget Target, RoleChain Chain)> wanted,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var granted = new HashSet<SessionId>();
        foreach (
            var (target, chain) in options is { Shared: true, WillRenew: false }
                ? wanted.Where(one => one.Target.Agent is not null)
                : []
        )
        {
            var planned = new PlannedSession(chain, SessionRoute.Plain, null);
            if (
                await issuer.AskAsAgentAsync(target, planned, options, cancellationToken).ConfigureAwait(false) is
                { } session
            )
            {
                registry.Restore(target, session, renewAt: null);
                granted.Add(planned.Id);
            }
        }

        return granted;
    }

    /// <summary>Whether a session would cost an MFA code now.</summary>
    public bool UsesCode(PlannedSession planned) =>
        planned.Route == SessionRoute.Direct || (planned.Prime is { } prime && registry.FindPrime(prime.Key) is null);
}
