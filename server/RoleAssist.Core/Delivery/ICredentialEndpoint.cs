using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Serves the credentials of sessions to programs on this machine, with the container credentials protocol
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// </summary>
public interface ICredentialEndpoint
{
    /// <summary>
    /// Returns the address of a session's credentials and the token to get them. Both stay the same across renewals,
    /// and are invalid once the session has ended.
    /// </summary>
    /// <exception cref="Errors.RoleAssistException"><see cref="Errors.ErrorCode.SessionNotFound"/>.</exception>
    Task<CredentialGrant> GrantAsync(SessionId id, CancellationToken cancellationToken);

    /// <summary>Serves a session that is in no registry.</summary>
    /// <param name="entry">The session.</param>
    /// <param name="renew">Called when a program waits for its renewal.</param>
    /// <param name="cancellationToken">Cancels the wait for the endpoint.</param>
    Task<IServedSession> ServeAsync(SessionEntry entry, Action renew, CancellationToken cancellationToken);
}
