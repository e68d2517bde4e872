using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>What to assume, and what to change of what the profile says. A profile, a role ARN, or both.</summary>
/// <param name="Profile">The profile to assume.</param>
/// <param name="RoleArn">The role to assume instead of the profile's own.</param>
/// <param name="SourceProfile">The profile whose credentials assume <paramref name="RoleArn"/>.</param>
/// <param name="TokenCode">The MFA device's current code, six digits.</param>
/// <param name="DurationSeconds">The session's length, 900 to 43200.</param>
/// <param name="RoleSessionName">The name that CloudTrail shows for the session.</param>
/// <param name="Region">The region to work in.</param>
/// <param name="ExternalId">The external ID that the role's trust policy asks for.</param>
/// <param name="MfaSerial">The MFA device's serial number or ARN.</param>
/// <param name="Policy">An inline session policy, JSON text.</param>
/// <param name="PolicyArns">Managed policies that narrow the session.</param>
/// <param name="Tags">Session tags.</param>
/// <param name="TransitiveTagKeys">The keys of the tags that a chained role inherits.</param>
/// <param name="SourceIdentity">The source identity that CloudTrail keeps through a chain.</param>
/// <param name="PolicyPreset">A named session policy that narrows the session: <c>read-only</c> or <c>no-iam</c>.</param>
/// <param name="MfaCodes">How MFA codes are spent, where not as the settings say.</param>
public sealed record AssumeParams(
    string? Profile = null,
    string? RoleArn = null,
    string? SourceProfile = null,
    string? TokenCode = null,
    int? DurationSeconds = null,
    string? RoleSessionName = null,
    string? Region = null,
    string? ExternalId = null,
    string? MfaSerial = null,
    string? Policy = null,
    IReadOnlyList<string>? PolicyArns = null,
    IReadOnlyDictionary<string, string>? Tags = null,
    IReadOnlyList<string>? TransitiveTagKeys = null,
    string? SourceIdentity = null,
    string? PolicyPreset = null,
    MfaPreference? MfaCodes = null)
{
    /// <summary>What is assumed and nothing more: a code may still be good.</summary>
    public override string ToString() => Profile ?? RoleArn ?? nameof(AssumeParams);
}

/// <param name="Session">The session that now exists.</param>
public sealed record AssumeResult(SessionInfo Session);

/// <summary>A session without its secrets.</summary>
/// <param name="SessionId">Names the session for as long as the host lives, over renewals too.</param>
/// <param name="Profile">The profile it came from, or the role ARN where there was no profile.</param>
/// <param name="Account">The account it works in, 12 digits.</param>
/// <param name="Arn">The ARN that AWS sees.</param>
/// <param name="State">What can be done with it.</param>
/// <param name="Region">The region it works in.</param>
/// <param name="Expiration">When its credentials end, UTC. Absent for long-lived user keys, and before there are any.</param>
/// <param name="MfaSerial">The MFA device whose code it needs now.</param>
/// <param name="Remark">What the person should know of it, as a sentence.</param>
/// <param name="IsSandbox">Whether it belongs to the sandbox and opens nothing at AWS.</param>
/// <param name="Source">What its role is assumed with, in a few words.</param>
/// <param name="IsProduction">True where it counts as production by what the person has set.</param>
public sealed record SessionInfo(
    string SessionId,
    string Profile,
    string Account,
    string Arn,
    SessionState State,
    string? Region = null,
    DateTimeOffset? Expiration = null,
    string? MfaSerial = null,
    string? Remark = null,
    bool? IsSandbox = null,
    string? Source = null,
    bool? IsProduction = null);

public enum SessionState
{
    /// <summary>It is being assumed for the first time.</summary>
    [JsonStringEnumMemberName("assuming")]
    Assuming,

    /// <summary>Its credentials are good, and are renewed before they end.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>Its credentials are good, but not for long, and renewing them has not worked yet.</summary>
    [JsonStringEnumMemberName("expiring")]
    Expiring,

    /// <summary>Its credentials are being renewed; those it has are good.</summary>
    [JsonStringEnumMemberName("refreshing")]
    Refreshing,

    /// <summary>It cannot be renewed without an MFA code: assume it again with one.</summary>
    [JsonStringEnumMemberName("needsMfa")]
    NeedsMfa,

    /// <summary>Its credentials have ended; assume it again.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>It could not be renewed, and it has no credentials that are good.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

public sealed record ListSessionsParams;

/// <summary>All sessions at one moment.</summary>
/// <param name="Revision">Rises by at least one with every change; of two snapshots the higher is the newer.</param>
/// <param name="Sessions">The sessions, the most recently assumed first.</param>
public sealed record SessionsSnapshot(long Revision, IReadOnlyList<SessionInfo> Sessions);

/// <param name="SessionId">The session to make anew.</param>
/// <param name="TokenCode">The MFA device's current code, six digits.</param>
public sealed record RefreshSessionParams(string SessionId, string? TokenCode = null)
{
    /// <summary>The session and nothing more: a code may still be good.</summary>
    public override string ToString() => SessionId;
}

/// <param name="SessionId">The session to end.</param>
public sealed record EndSessionParams(string SessionId);
