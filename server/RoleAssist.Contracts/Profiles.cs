using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

public sealed record ListProfilesParams;

/// <param name="Profiles">Every profile, in the order of the files.</param>
/// <param name="Problems">What is wrong in the files beside single profiles.</param>
public sealed record ProfileList(IReadOnlyList<ProfileInfo> Profiles, IReadOnlyList<Problem> Problems);

/// <param name="Name">The profile's name as AWS' tools take it.</param>
/// <param name="Kind">Where its credentials come from.</param>
/// <param name="CodesNeeded">How many MFA codes assuming it takes.</param>
/// <param name="Problems">Why it cannot be assumed, or what its author should know.</param>
/// <param name="Account">The account, 12 digits, where the files tell it.</param>
/// <param name="RoleArn">The role to assume.</param>
/// <param name="SourceProfile">The profile whose credentials assume the role.</param>
/// <param name="Region">The region the profile works in.</param>
/// <param name="MfaSerial">The MFA device that the chain asks for, whichever of its steps names it.</param>
/// <param name="DurationSeconds">The session's length, where the profile asks for one.</param>
/// <param name="Plan">What assuming it now takes and how long it lasts, in a few words.</param>
/// <param name="IsSandbox">Whether it belongs to the sandbox and opens nothing at AWS.</param>
/// <param name="File">The file that the profile begins in.</param>
/// <param name="Line">The line that it begins at, from 1.</param>
/// <param name="IsProduction">True where it counts as production by what the person has set.</param>
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
    bool? IsProduction = null);

/// <summary>The profiles have changed; ask for them again where they are shown.</summary>
public sealed record ProfilesChangedParams;

/// <summary>
/// A profile to be written into the config file: a role, an Identity Center permission set, or only settings. It
/// takes no keys, because RoleAssist writes none into a file.
/// </summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Region">The region to work in.</param>
/// <param name="RoleArn">The role to assume.</param>
/// <param name="SourceProfile">The profile whose credentials assume the role.</param>
/// <param name="MfaSerial">The MFA device that the role demands, its serial number or ARN.</param>
/// <param name="ExternalId">The external ID that the role's owner gave.</param>
/// <param name="DurationSeconds">The session's length, 900 to 43200.</param>
/// <param name="SsoSession">The login to use; one that is not there yet is written with <paramref name="SsoStartUrl"/> and <paramref name="SsoRegion"/>.</param>
/// <param name="SsoStartUrl">The start URL of a new login.</param>
/// <param name="SsoRegion">The region of Identity Center, for a new login.</param>
/// <param name="SsoAccountId">The account of the permission set, 12 digits.</param>
/// <param name="SsoRoleName">The permission set's name.</param>
/// <param name="Output">The output format of the AWS CLI.</param>
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
    string? Output = null);

/// <param name="File">The file that it was added to.</param>
/// <param name="Line">The line of its header, from 1.</param>
public sealed record SetUpProfileResult(string File, int Line);

/// <summary>Where a profile's credentials come from.</summary>
public enum ProfileKind
{
    /// <summary>The profile gives no credentials of its own, only settings.</summary>
    [JsonStringEnumMemberName("settings")]
    Settings,

    /// <summary>A role assumed with other credentials.</summary>
    [JsonStringEnumMemberName("role")]
    Role,

    /// <summary>Keys in the file.</summary>
    [JsonStringEnumMemberName("accessKey")]
    AccessKey,

    /// <summary>Keys in the environment, which the profile names as its source.</summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>The role of the EC2 instance that this is.</summary>
    [JsonStringEnumMemberName("instanceMetadata")]
    InstanceMetadata,

    /// <summary>The credentials endpoint of a container.</summary>
    [JsonStringEnumMemberName("container")]
    Container,

    /// <summary>IAM Identity Center, through an <c>[sso-session]</c> section.</summary>
    [JsonStringEnumMemberName("ssoSession")]
    SsoSession,

    /// <summary>IAM Identity Center, the older form without a session section.</summary>
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

/// <param name="Code">What kind of problem it is; the same name that an error would carry.</param>
/// <param name="Severity">Whether something cannot work.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
/// <param name="File">The file, where the problem has a place.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record Problem(
    string Code,
    ProblemSeverity Severity,
    string Message,
    string? File = null,
    int? Line = null,
    int? Column = null);

public enum ProblemSeverity
{
    /// <summary>It cannot work as it stands.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>It works, but not as its author seems to expect, or not in every tool.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Good to know.</summary>
    [JsonStringEnumMemberName("information")]
    Information,
}
