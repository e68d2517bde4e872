using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.Sandbox;

/// <summary>The sandbox's profiles under names that say what they are and that nobody else has.</summary>
internal static class SandboxProfiles
{
    private const string Prefix = "sandbox-";

    public static ProfileSet Of(ProfileSet sample) => new(
        [.. sample.Profiles.Where(NeedsNothingElse).Select(Rename)],
        sample.Services.ToDictionary(services => Prefix + services.Key, services => services.Value with { Name = Prefix + services.Key }),
        []);

    /// <summary>A login, a container or a machine would need more of its surroundings than a profile gives.</summary>
    private static bool NeedsNothingElse(Profile profile) =>
        (profile[ProfileSettings.SsoSession] ?? profile[ProfileSettings.SsoStartUrl] ?? profile[ProfileSettings.CredentialSource]) is null;

    private static Profile Rename(Profile profile) => profile with
    {
        Name = Prefix + profile.Name,
        IsSandbox = true,
        Settings = profile.Settings.ToDictionary(
            setting => setting.Key,
            setting => setting.Key is ProfileSettings.SourceProfile or ProfileSettings.Services
                ? setting.Value with { Value = Prefix + setting.Value.Value }
                : setting.Value),
    };
}
