using RoleAssist.Core.Chains;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Audit;

/// <summary>
/// Gets a session for a program that takes its credentials as they are, and records in the audit trail that they were
/// handed out. Every verb that prints or passes on credentials uses it.
/// </summary>
public sealed class CredentialHandOut(SessionService sessions, SessionAuditor auditor)
{
    /// <param name="target">What to assume.</param>
    /// <param name="options">How to get the session.</param>
    /// <param name="delivery">How the credentials reach the program, as the audit trail names it.</param>
    /// <param name="cancellationToken">Cancels the calls to AWS.</param>
    /// <inheritdoc cref="SessionService.AssumeAllAsync"/>
    public async Task<Session> HandOutAsync(
        AssumeTarget target,
        SessionOptions options,
        string delivery,
        CancellationToken cancellationToken
    )
    {
        var session = await sessions.AssumeAsync(target, options, cancellationToken).ConfigureAwait(false);
        auditor.HandedOut(session, delivery);
        return session;
    }
}
