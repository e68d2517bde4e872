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
}

/// <param name="Address">The address on the loopback.</param>
/// <param name="Token">The value of the <c>Authorization</c> header.</param>
/// <param name="LocalAddress">
/// Where RoleAssist itself gets the credentials without a token, as the same user; null if not available.
/// </param>
public sealed record CredentialGrant(Uri Address, string Token, string? LocalAddress = null)
{
    /// <summary>Returns the address only: the token is a secret.</summary>
    public override string ToString() => Address.ToString();
}
