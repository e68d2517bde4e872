using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Serves sessions' credentials to programs on this machine, in the container credentials protocol
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// </summary>
public interface ICredentialEndpoint
{
    /// <summary>
    /// Where a session's credentials are, and the token that opens them: the same for as long as the session is there,
    /// over all its renewals, and worth nothing once it has ended.
    /// </summary>
    /// <exception cref="Errors.RoleAssistException"><see cref="Errors.ErrorCode.SessionNotFound"/>.</exception>
    Task<CredentialGrant> GrantAsync(SessionId id, CancellationToken cancellationToken);
}

/// <param name="Address">The address, on the loopback.</param>
/// <param name="Token">What the <c>Authorization</c> header must say.</param>
/// <param name="LocalAddress">Where RoleAssist itself gets them without a token, as this user; null where there is no such place.</param>
public sealed record CredentialGrant(Uri Address, string Token, string? LocalAddress = null)
{
    /// <summary>The address alone: the token is a secret.</summary>
    public override string ToString() => Address.ToString();
}
