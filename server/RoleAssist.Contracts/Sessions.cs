using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>What to assume (a profile, a role ARN or both) and which of the profile's settings to override.</summary>
/// <param name="Profile">The profile to assume.</param>
/// <param name="RoleArn">The role to assume instead of the profile's own.</param>
/// <param name="SourceProfile">The profile whose credentials assume <paramref name="RoleArn"/>.</param>
/// <param name="TokenCode">The MFA device's current code, six digits.</param>
/// <param name="DurationSeconds">The session's duration in seconds, 900 to 43200.</param>
/// <param name="RoleSessionName">The role session name, which CloudTrail records.</param>
/// <param name="Region">The region to use.</param>
/// <param name="ExternalId">The external ID that the role's trust policy requires.</param>
/// <param name="MfaSerial">The MFA device's serial number or ARN.</param>
/// <param name="Policy">An inline session policy as JSON text.</param>
/// <param name="PolicyArns">The ARNs of managed policies to use as session policies.</param>
/// <param name="Tags">Session tags.</param>
/// <param name="TransitiveTagKeys">The keys of tags that are passed on to chained roles.</param>
/// <param name="SourceIdentity">The source identity, which CloudTrail records throughout a role chain.</param>
/// <param name="PolicyPreset">
/// A predefined session policy: <c>read-only</c>, <c>no-iam</c>, <c>agent</c> or <c>agent+logs</c>, which services and
/// regions may narrow, as in <c>agent:s3,lambda@eu-central-1</c>; or <c>only:SERVICE,…</c>.
/// </param>
/// <param name="MfaCodes">Overrides the setting for how MFA codes are used.</param>
/// <param name="SsoAccount">An account and role of a sign-in, instead of a profile.</param>
/// <param name="Agent">
/// The agent that gets the session, which is narrowed for it: another session than the user's, whatever else is sent.
/// </param>
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
    MfaPreference? MfaCodes = null,
    SsoAccountRole? SsoAccount = null,
    string? Agent = null
)
{
    /// <summary>Returns only the profile or role ARN, because the code may still be valid.</summary>
    public override string ToString() => Profile ?? RoleArn ?? nameof(AssumeParams);
}

/// <param name="Session">The new or existing session.</param>
/// <param name="LockedVaultRemark">
/// A sentence for the user, once: the vault is locked, so the session is not kept for other windows and shells.
/// </param>
public sealed record AssumeResult(SessionInfo Session, string? LockedVaultRemark = null);

/// <summary>A session, without secrets.</summary>
/// <param name="SessionId">
/// The session's ID. It is valid as long as the host runs and does not change on renewal.
/// </param>
/// <param name="Profile">The session's profile, or the role ARN if there is no profile.</param>
/// <param name="Account">The account ID, 12 digits.</param>
/// <param name="Arn">The caller's ARN at AWS.</param>
/// <param name="State">The session's state.</param>
/// <param name="Region">The session's region.</param>
/// <param name="Expiration">
/// When the credentials expire (UTC). Absent for long-term access keys and before there are credentials.
/// </param>
/// <param name="MfaSerial">The MFA device whose code is needed now.</param>
/// <param name="Remark">A sentence for the user about the session.</param>
/// <param name="IsSandbox">Whether it belongs to the sandbox and has no access to AWS.</param>
/// <param name="Source">A short description of the credentials that the role is assumed with.</param>
/// <param name="IsProduction">True if the user's settings mark it as production.</param>
/// <param name="SignIn">What the user must sign in to before the session can be renewed.</param>
/// <param name="Agent">The agent that the session is for; absent for the user's own.</param>
/// <param name="PolicyPreset">
/// The policy preset that narrows the session, such as <c>read-only</c>; absent if it may do all that the role may, and for
/// a policy that has no name. An agent's session is narrowed by <c>agent</c> too.
/// </param>
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
    bool? IsProduction = null,
    string? SignIn = null,
    string? Agent = null,
    string? PolicyPreset = null
);

public enum SessionState
{
    /// <summary>The session is being assumed for the first time.</summary>
    [JsonStringEnumMemberName("assuming")]
    Assuming,

    /// <summary>The credentials are valid and are renewed before they expire.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>The credentials are about to expire, and renewing them has not succeeded yet.</summary>
    [JsonStringEnumMemberName("expiring")]
    Expiring,

    /// <summary>The credentials are being renewed; the current ones are valid.</summary>
    [JsonStringEnumMemberName("refreshing")]
    Refreshing,

    /// <summary>Renewal needs an MFA code: assume the session again with one.</summary>
    [JsonStringEnumMemberName("needsMfa")]
    NeedsMfa,

    /// <summary>The credentials have expired; assume the session again.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>Renewal failed, and the session has no valid credentials.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

public sealed record ListSessionsParams;

/// <summary>A snapshot of all sessions.</summary>
/// <param name="Revision">Increases with every change; the snapshot with the higher revision is newer.</param>
/// <param name="HostId">
/// The name of the host process, for <c>roleassist/sessions/restore</c> after it has ended. It is not a secret.
/// </param>
/// <param name="Sessions">The sessions, the most recently assumed first.</param>
public sealed record SessionsSnapshot(long Revision, string HostId, IReadOnlyList<SessionInfo> Sessions);

/// <param name="HostId">The host whose sessions to restore, as its snapshots named it.</param>
public sealed record RestoreSessionsParams(string HostId);

/// <param name="Sessions">The sessions that go on; the others need a code, or were not kept.</param>
public sealed record RestoredSessions(IReadOnlyList<SessionInfo> Sessions);

/// <param name="SessionId">The session to renew.</param>
/// <param name="TokenCode">The MFA device's current code, six digits.</param>
public sealed record RefreshSessionParams(string SessionId, string? TokenCode = null)
{
    /// <summary>Returns only the session's ID, because the code may still be valid.</summary>
    public override string ToString() => SessionId;
}

/// <param name="SessionId">The session to end.</param>
public sealed record EndSessionParams(string SessionId);
