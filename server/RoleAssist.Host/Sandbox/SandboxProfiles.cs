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
        )
        {
            SsoSessions = sample.SsoSessions.ToDictionary(
                session => Prefix + session.Key,
                session => OfSandbox(sample, session.Value)
            ),
        };

    /// <summary>
    /// Excludes profiles for containers and instances, and the older form of SSO, which need more of their environment
    /// than a profile contains.
    /// </summary>
    private static bool IsSelfContained(Profile profile) =>
        (profile[ProfileSettings.SsoStartUrl] ?? profile[ProfileSettings.CredentialSource]) is null;

    /// <summary>A session belongs to no services section, but its sign-in needs the sandbox's address.</summary>
    private static Profile OfSandbox(ProfileSet sample, Profile session) =>
        (session with { Name = Prefix + session.Name, IsSandbox = true }).With([
            new(
                ProfileSettings.Services,
                sample.Services.Keys.FirstOrDefault() is { } services ? Prefix + services : null
            ),
        ]);

    private static Profile Rename(Profile profile) =>
        profile with
        {
            Name = Prefix + profile.Name,
            IsSandbox = true,
            Settings = profile.Settings.ToDictionary(
                setting => setting.Key,
                setting =>
                    setting.Key
                        is ProfileSettings.SourceProfile
                            or ProfileSettings.Services
                            or ProfileSettings.SsoSession
                        ? setting.Value with
                        {
                            Value = Prefix + setting.Value.Value,
                        }
                        : setting.Value
            ),
        };
}
