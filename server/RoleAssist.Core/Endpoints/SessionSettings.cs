using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Endpoints;

/// <summary>
/// The endpoint settings of a sign-in to IAM Identity Center. AWS' tools read them from profiles, and a sign-in has
/// none of its own, so those on which all of its profiles agree are its settings.
/// </summary>
public static class SessionSettings
{
    public static IReadOnlyList<string> Names { get; } =
    [ProfileSettings.Services, ProfileSettings.EndpointUrl, .. EndpointSetting.Modes.Select(mode => mode.Name)];

    /// <summary>Returns the settings that all profiles of a session have, with the same value.</summary>
    /// <param name="session">The name of the <c>[sso-session]</c> section.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> SharedBy(ProfileSet profiles, string session)
    {
        KeyValuePair<string, string>[]? shared = null;
        foreach (var profile in profiles.Profiles.Where(profile => profile[ProfileSettings.SsoSession] == session))
        {
            shared =
                shared is null ? [.. SettingsOf(profile)]
                : shared.Length == 0 ? shared
                : [.. shared.Where(setting => profile[setting.Key] == setting.Value)];
        }

        return shared ?? [];
    }

    /// <summary>Whether all profiles of a session belong to the sandbox of this process.</summary>
    public static bool IsSandbox(ProfileSet profiles, string session)
    {
        var all = profiles.Profiles.Where(profile => profile[ProfileSettings.SsoSession] == session).ToList();
        return all.Count > 0 && all.TrueForAll(profile => profile.IsSandbox);
    }

    private static IEnumerable<KeyValuePair<string, string>> SettingsOf(Profile profile) =>
        Names.Where(name => profile[name] is not null).Select(name => KeyValuePair.Create(name, profile[name]!));
}
