using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Calls AWS Security Token Service. Every call returns an answer, throws a <see cref="Errors.RoleAssistException"/>
/// with one of the 4xx or 5xx codes, or is canceled down to the connection.
/// </summary>
public interface ISecurityTokenService
{
    /// <param name="credentials">The credentials to assume the role with.</param>
    /// <param name="role">The role and its parameters.</param>
    /// <param name="roleSessionName">The session name in CloudTrail, in a form that STS accepts.</param>
    /// <param name="mfa">The MFA code to send, if any. AWS accepts a code once.</param>
    /// <param name="endpoint">The STS endpoint to call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    );

    /// <param name="credentials">A user's long-term keys: AWS does not exchange temporary ones.</param>
    /// <param name="durationSeconds">The lifetime of the result, in seconds; null for the default of STS.</param>
    /// <param name="mfa">The MFA code to send, if any. AWS accepts a code once.</param>
    /// <param name="endpoint">The STS endpoint to call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    );

    /// <summary>Gets the identity that credentials belong to. This needs no permission.</summary>
    Task<CallerIdentity> GetCallerIdentityAsync(
        AwsCredentials credentials,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    );
}
