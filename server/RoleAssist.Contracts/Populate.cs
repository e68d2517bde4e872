using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>What profiles to add for a sign-in to IAM Identity Center.</summary>
/// <param name="Session">The name of the <c>sso-session</c>.</param>
/// <param name="Template">
/// How profiles are named, with <c>{account}</c>, <c>{accountId}</c>, <c>{role}</c> and <c>{session}</c>. Defaults to
/// <c>{account}-{role}</c>.
/// </param>
/// <param name="Region">The region of the profiles. Defaults to that of the session.</param>
/// <param name="Prune">Whether to remove the profiles that were added before and whose role is gone.</param>
/// <param name="Roles">The names of the roles that get profiles. Defaults to all.</param>
/// <param name="ReuseList">
/// Whether the accounts and roles of the last preview are good enough, if it is not older than ten minutes: hundreds of
/// accounts take a minute to list.
/// </param>
public sealed record PreviewPopulateParams(
    string Session,
    string? Template = null,
    string? Region = null,
    bool? Prune = null,
    IReadOnlyList<string>? Roles = null,
    bool? ReuseList = null
);

/// <summary>What would change in the config file. Nothing has been written.</summary>
/// <param name="Session">The name of the <c>sso-session</c>.</param>
/// <param name="Changes">Every role of the sign-in, and the profiles whose role is gone.</param>
/// <param name="Before">The profiles that were added for this session before, as text without secrets.</param>
/// <param name="After">The same text after the changes.</param>
/// <param name="Notes">What else the user should know, a sentence each.</param>
/// <param name="Plan">Identifies the changes. Send it with <c>apply</c>, so that nothing else is made.</param>
public sealed record PopulatePreview(
    string Session,
    IReadOnlyList<PopulateChange> Changes,
    string Before,
    string After,
    IReadOnlyList<string> Notes,
    string Plan
);

/// <summary>A profile that is added, stays or is removed.</summary>
/// <param name="Action">What happens to it.</param>
/// <param name="Profile">Its name.</param>
/// <param name="AccountId">The account ID, 12 digits.</param>
/// <param name="AccountName">The account's name.</param>
/// <param name="RoleName">The permission set's role.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record PopulateChange(
    PopulateAction Action,
    string Profile,
    string AccountId,
    string AccountName,
    string RoleName,
    string Reason
);

/// <summary>What happens to a profile.</summary>
public enum PopulateAction
{
    /// <summary>It is added.</summary>
    [JsonStringEnumMemberName("add")]
    Add,

    /// <summary>It stays as it is.</summary>
    [JsonStringEnumMemberName("keep")]
    Keep,

    /// <summary>It is removed.</summary>
    [JsonStringEnumMemberName("remove")]
    Remove,
}

/// <param name="Session">The name of the <c>sso-session</c>.</param>
/// <param name="Plan">The plan of the preview. Another one is refused.</param>
/// <param name="Template">The template of the preview.</param>
/// <param name="Region">The region of the preview.</param>
/// <param name="Prune">The choice of the preview.</param>
/// <param name="Roles">The roles of the preview.</param>
public sealed record ApplyPopulateParams(
    string Session,
    string Plan,
    string? Template = null,
    string? Region = null,
    bool? Prune = null,
    IReadOnlyList<string>? Roles = null
);

/// <summary>What has changed in the config file.</summary>
/// <param name="Added">How many profiles were added.</param>
/// <param name="Removed">How many profiles were removed.</param>
/// <param name="File">The path of the file. Absent if nothing had to change.</param>
public sealed record PopulateResult(int Added, int Removed, string? File = null);

/// <param name="Session">The name of the <c>sso-session</c> whose last change is taken back.</param>
public sealed record UndoPopulateParams(string Session);

/// <param name="File">The path of the file, which is what it was before.</param>
public sealed record UndonePopulate(string File);
