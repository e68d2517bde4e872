using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Populate;

/// <summary>The settings of profiles that are added for a sign-in.</summary>
public static class PopulatedSettings
{
    public static IReadOnlyList<string> Names { get; } =
    [
        ProfileSettings.SsoSession,
        ProfileSettings.SsoAccountId,
        ProfileSettings.SsoRoleName,
        ProfileSettings.Region,
        .. SessionSettings.Names,
        ProfileSettings.Populated,
    ];

    public static bool Contains(string setting) => Names.Contains(setting, StringComparer.Ordinal);
}
