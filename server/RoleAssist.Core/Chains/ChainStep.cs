namespace RoleAssist.Core.Chains;

/// <summary>One call to STS that turns credentials into others.</summary>
/// <param name="MfaSerial">The MFA device's serial number or ARN, where the step asks for a code.</param>
/// <param name="DurationSeconds">How long the result lasts; null leaves it to STS.</param>
public abstract record ChainStep(string? MfaSerial, int? DurationSeconds);

/// <summary>
/// <c>sts:GetSessionToken</c>: temporary credentials for the user itself, so that a long-lived key never leaves the host.
/// </summary>
public sealed record GetSessionTokenStep(string? MfaSerial, int? DurationSeconds) : ChainStep(MfaSerial, DurationSeconds);

/// <summary>
/// <c>sts:AssumeRole</c> (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
/// </summary>
/// <param name="Profile">The profile that asks for the role.</param>
public sealed record AssumeRoleStep(string Profile, string RoleArn, string? MfaSerial, int? DurationSeconds)
    : ChainStep(MfaSerial, DurationSeconds)
{
    /// <summary>The name that CloudTrail shows; null for a readable default.</summary>
    public string? RoleSessionName { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>An inline session policy, JSON text.</summary>
    public string? Policy { get; init; }

    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }
}
