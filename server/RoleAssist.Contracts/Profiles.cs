using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

public sealed record ListProfilesParams;

/// <param name="Profiles">Every profile, in the order of the files.</param>
/// <param name="Problems">Problems in the files that do not belong to a profile.</param>
public sealed record ProfileList(IReadOnlyList<ProfileInfo> Profiles, IReadOnlyList<Problem> Problems);

/// <param name="Name">The profile's name as AWS tools accept it.</param>
/// <param name="Kind">Where its credentials come from.</param>
/// <param name="CodesNeeded">The number of MFA codes needed to assume it.</param>
/// <param name="Problems">Errors that prevent assuming it, and warnings.</param>
/// <param name="Account">The account ID, 12 digits, if the files contain it.</param>
/// <param name="RoleArn">The role to assume.</param>
/// <param name="SourceProfile">The profile whose credentials assume the role.</param>
/// <param name="Region">The profile's region.</param>
/// <param name="MfaSerial">The MFA device that any step of the chain requires.</param>
/// <param name="DurationSeconds">The session's duration, if the profile sets one.</param>
/// <param name="Plan">A short summary of what assuming it requires now and how long the session lasts.</param>
/// <param name="IsSandbox">Whether it belongs to the sandbox and has no access to AWS.</param>
/// <param name="File">The file that contains the profile.</param>
/// <param name="Line">The line of its header, from 1.</param>
/// <param name="IsProduction">True if the user's settings mark it as production.</param>
/// <param name="KeyAgeDays">The age in days, at least, of its key in the vault; absent if it has none.</param>
/// <param name="HasPlainKey">Whether its long-lived key is in plain text in an AWS file.</param>
public sealed record ProfileInfo(
    string Name,
    ProfileKind Kind,
    int CodesNeeded,
    IReadOnlyList<Problem> Problems,
    string? Account = null,
    string? RoleArn = null,
    string? SourceProfile = null,
    string? Region = null,
    string? MfaSerial = null,
    int? DurationSeconds = null,
    string? Plan = null,
    bool? IsSandbox = null,
    string? File = null,
    int? Line = null,
    bool? IsProduction = null,
    int? KeyAgeDays = null,
    bool? HasPlainKey = null
);

/// <summary>The profiles have changed; request them again.</summary>
public sealed record ProfilesChangedParams;

/// <summary>
/// A profile to add to the config file: a role, an Identity Center permission set, or settings only. There are no
/// members for keys because RoleAssist never writes keys to a file.
/// </summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Region">The profile's region.</param>
/// <param name="RoleArn">The role to assume.</param>
/// <param name="SourceProfile">The profile whose credentials assume the role.</param>
/// <param name="MfaSerial">The serial number or ARN of the MFA device that the role requires.</param>
/// <param name="ExternalId">The external ID from the role's owner.</param>
/// <param name="DurationSeconds">The session's duration in seconds, 900 to 43200.</param>
/// <param name="SsoSession">
/// The SSO session to use. A new one is added with <paramref name="SsoStartUrl"/> and <paramref name="SsoRegion"/>.
/// </param>
/// <param name="SsoStartUrl">The start URL of a new SSO session.</param>
/// <param name="SsoRegion">Identity Center's region, for a new SSO session.</param>
/// <param name="SsoAccountId">The permission set's account, 12 digits.</param>
/// <param name="SsoRoleName">The permission set's name.</param>
/// <param name="Output">The AWS CLI's output format.</param>
public sealed record SetUpProfileParams(
    string Name,
    string? Region = null,
    string? RoleArn = null,
    string? SourceProfile = null,
    string? MfaSerial = null,
    string? ExternalId = null,
    int? DurationSeconds = null,
    string? SsoSession = null,
    string? SsoStartUrl = null,
    string? SsoRegion = null,
    string? SsoAccountId = null,
    string? SsoRoleName = null,
    string? Output = null
);

/// <param name="File">The file that the profile was added to.</param>
/// <param name="Line">The line of its header, from 1.</param>
public sealed record SetUpProfileResult(string File, int Line);

/// <summary>Where a profile's credentials come from.</summary>
public enum ProfileKind
{
    /// <summary>Settings only; the profile has no credentials.</summary>
    [JsonStringEnumMemberName("settings")]
    Settings,

    /// <summary>A role assumed with other credentials.</summary>
    [JsonStringEnumMemberName("role")]
    Role,

    /// <summary>Access keys in the file.</summary>
    [JsonStringEnumMemberName("accessKey")]
    AccessKey,

    /// <summary>Access keys in the environment (<c>credential_source = Environment</c>).</summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>This EC2 instance's role.</summary>
    [JsonStringEnumMemberName("instanceMetadata")]
    InstanceMetadata,

    /// <summary>The container's credentials endpoint.</summary>
    [JsonStringEnumMemberName("container")]
    Container,

    /// <summary>IAM Identity Center with an <c>[sso-session]</c> section.</summary>
    [JsonStringEnumMemberName("ssoSession")]
    SsoSession,

    /// <summary>IAM Identity Center in the legacy form without a session section.</summary>
    [JsonStringEnumMemberName("sso")]
    Sso,

    /// <summary>A role assumed with an OpenID Connect token from a file.</summary>
    [JsonStringEnumMemberName("webIdentity")]
    WebIdentity,

    /// <summary>A program that prints credentials (<c>credential_process</c>).</summary>
    [JsonStringEnumMemberName("process")]
    Process,

    /// <summary>A console login (<c>login_session</c>).</summary>
    [JsonStringEnumMemberName("login")]
    Login,
}

/// <param name="Code">The kind of problem; an error name as in <see cref="ErrorData.Code"/>.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Message">What is wrong and how to fix it.</param>
/// <param name="File">The file, if the problem has a location.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record Problem(
    string Code,
    ProblemSeverity Severity,
    string Message,
    string? File = null,
    int? Line = null,
    int? Column = null
);

public enum ProblemSeverity
{
    /// <summary>The configuration cannot work.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>The configuration works, but probably not as intended, or not in every tool.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Information only.</summary>
    [JsonStringEnumMemberName("information")]
    Information,
}
