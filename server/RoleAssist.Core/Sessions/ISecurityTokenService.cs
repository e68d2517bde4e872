using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// AWS' Security Token Service. Every call ends in an answer, in a <see cref="Errors.RoleAssistException"/> of the
/// 4xx or 5xx codes, or in cancellation that reaches the connection.
/// </summary>
public interface ISecurityTokenService
{
    /// <param name="credentials">Who assumes the role.</param>
    /// <param name="role">The role, and what to ask of it.</param>
    /// <param name="roleSessionName">The name that CloudTrail shows, as STS takes it.</param>
    /// <param name="mfa">The code to send along; AWS takes it once.</param>
    /// <param name="endpoint">Which STS to ask.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken);

    /// <param name="credentials">A user's own keys: AWS exchanges no temporary ones.</param>
    /// <param name="durationSeconds">How long the result lasts; null leaves it to STS.</param>
    /// <param name="mfa">Likewise.</param>
    /// <param name="endpoint">Likewise.</param>
    /// <param name="cancellationToken">Likewise.</param>
    Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken);

    /// <summary>Who AWS says that somebody is, which needs no permission.</summary>
    Task<CallerIdentity> GetCallerIdentityAsync(
        AwsCredentials credentials,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken);
}

/// <summary>A role session as STS hands it out.</summary>
/// <param name="Credentials">Its credentials.</param>
/// <param name="Arn">Its ARN, <c>arn:PARTITION:sts::ACCOUNT:assumed-role/NAME/SESSION</c>.</param>
public sealed record AssumedRole(AwsCredentials Credentials, string Arn);

/// <summary>The code that an MFA device shows.</summary>
/// <param name="Serial">The device's serial number or ARN.</param>
/// <param name="TokenCode">Six digits, good once.</param>
public sealed record MfaCode(string Serial, string TokenCode)
{
    /// <summary>The device alone.</summary>
    public override string ToString() => Serial;
}
