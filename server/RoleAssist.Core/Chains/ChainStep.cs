using System.Collections.Frozen;

namespace RoleAssist.Core.Chains;

/// <summary>A call to STS that exchanges credentials for others.</summary>
/// <param name="MfaSerial">The MFA device's serial number or ARN, if the step requires a code.</param>
/// <param name="DurationSeconds">The lifetime of the result in seconds; null for STS' default.</param>
public abstract record ChainStep(string? MfaSerial, int? DurationSeconds);

/// <summary>
/// <c>sts:GetSessionToken</c>: temporary credentials for the IAM user, so that a long-lived key never leaves the host.
/// </summary>
public sealed record GetSessionTokenStep(string? MfaSerial, int? DurationSeconds)
    : ChainStep(MfaSerial, DurationSeconds);

/// <summary>
/// <c>sts:AssumeRole</c> (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
/// </summary>
/// <param name="Profile">The profile that specifies the role.</param>
public sealed record AssumeRoleStep(string Profile, string RoleArn, string? MfaSerial, int? DurationSeconds)
    : ChainStep(MfaSerial, DurationSeconds)
{
    /// <summary>Gets the session name shown in CloudTrail; null for a readable default.</summary>
    public string? RoleSessionName { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>Gets an inline session policy as JSON text.</summary>
    public string? Policy { get; init; }

    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    /// <summary>Gets the agent that the session is for, which its name and a tag tell; null for a person's.</summary>
    public string? Agent { get; init; }
}
