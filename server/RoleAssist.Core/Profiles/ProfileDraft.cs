namespace RoleAssist.Core.Profiles;

/// <summary>A profile to write.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Settings">The settings in the order in which they are written.</param>
/// <param name="NewSsoSession">The sso-session section to write with it; null if none is needed or it exists.</param>
public sealed record ProfileDraft(
    string Name,
    IReadOnlyList<KeyValuePair<string, string>> Settings,
    SsoSessionDraft? NewSsoSession = null
);

/// <summary>An <c>[sso-session NAME]</c> section to write.</summary>
public sealed record SsoSessionDraft(string Name, IReadOnlyList<KeyValuePair<string, string>> Settings);
