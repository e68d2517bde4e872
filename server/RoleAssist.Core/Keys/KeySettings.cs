using RoleAssist.Core.Profiles;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>The settings of a profile whose key is in the vault.</summary>
internal static class KeySettings
{
    /// <summary>One line for RoleAssist, and one for every other tool.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Create(string launcher, string profile, SecretName key) =>
        [
            KeyValuePair.Create(ProfileSettings.CredentialProcess, LauncherLine.Create(launcher, profile)),
            KeyValuePair.Create(ProfileSettings.VaultKey, key.Id),
        ];

    /// <summary>Returns the settings to remove; a <c>credential_process</c> of another program stays.</summary>
    public static IReadOnlyList<string> OwnIn(Profile profile) =>
        [
            .. LauncherLine.IsOwn(profile[ProfileSettings.CredentialProcess])
                ? [ProfileSettings.CredentialProcess]
                : (string[])[],
            ProfileSettings.VaultKey,
            ProfileSettings.VaultHandOut,
        ];
}
