using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// AWS' Security Token Service. Every call ends in an answer, in a <see cref="Errors.RoleAssistException"/> of the
/// 4xx or 5xx codes, or in cancellation that reaches the connection.
/// </summary>
public interface ISecurityTokenService
{
    Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken);

    Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken);

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
