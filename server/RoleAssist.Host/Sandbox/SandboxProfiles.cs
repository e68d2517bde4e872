using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.Sandbox;

/// <summary>Renames the sandbox's profiles with a prefix that identifies them and avoids conflicts.</summary>
internal static class SandboxProfiles
{
    private const string Prefix = "sandbox-";

    public static ProfileSet Create(ProfileSet sample) =>
        new(
            [.. sample.Profiles.Where(IsSelfContained).Select(Rename)],
            sample.Services.ToDictionary(
                services => Prefix + services.Key,
                services => services.Value with { Name = Prefix + services.Key }
            ),
            []
        );

    /// <summary>
    /// Excludes profiles for SSO, containers and instances, which need more of their environment than a profile
    /// contains.
    /// </summary>
    private static bool IsSelfContained(Profile profile) =>
        (
            profile[ProfileSettings.SsoSession]
            ?? profile[ProfileSettings.SsoStartUrl]
            ?? profile[ProfileSettings.CredentialSource]
        )
            is null;

    private static Profile Rename(Profile profile) =>
        profile with
        {
            Name = Prefix + profile.Name,
            IsSandbox = true,
            Settings = profile.Settings.ToDictionary(
                setting => setting.Key,
                setting =>
                    setting.Key is ProfileSettings.SourceProfile or ProfileSettings.Services
                        ? setting.Value with
                        {
                            Value = Prefix + setting.Value.Value,
                        }
                        : setting.Value
            ),
        };
}
