namespace RoleAssist.Core.Profiles;

/// <summary>A profile that is to be written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">Its settings in the order in which they are written.</param>
/// <param name="NewSsoSession">The login that it brings along; null where it needs none or uses one that is there.</param>
public sealed record ProfileDraft(
    string Name, IReadOnlyList<KeyValuePair<string, string>> Settings, SsoSessionDraft? NewSsoSession = null);

/// <summary>A section <c>[sso-session NAME]</c> that is to be written.</summary>
public sealed record SsoSessionDraft(string Name, IReadOnlyList<KeyValuePair<string, string>> Settings);
