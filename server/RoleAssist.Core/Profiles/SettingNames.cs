using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>Finds the setting that a misspelled name in the files was meant to be.</summary>
public static class SettingNames
{
    /// <summary>The settings that determine the identity. A typo in another setting only loses a preference.</summary>
    private static readonly string[] Decisive =
    [
        ProfileSettings.AccessKeyId,
        ProfileSettings.SecretAccessKey,
        ProfileSettings.SessionToken,
        ProfileSettings.RoleArn,
        ProfileSettings.SourceProfile,
        ProfileSettings.CredentialSource,
        ProfileSettings.ExternalId,
        ProfileSettings.MfaSerial,
        ProfileSettings.DurationSeconds,
        ProfileSettings.RoleSessionName,
        ProfileSettings.SsoSession,
        ProfileSettings.SsoStartUrl,
        ProfileSettings.SsoAccountId,
        ProfileSettings.SsoRoleName,
        ProfileSettings.WebIdentityTokenFile,
        ProfileSettings.CredentialProcess,
        ProfileSettings.LoginSession,
        ProfileSettings.VaultKey,
    ];

    /// <summary>The maximum edit distance between two names.</summary>
    private const int MaxDistance = 2;

    /// <summary>Whether the setting determines the identity.</summary>
    public static bool IsDecisive(string name) => Decisive.Contains(name, StringComparer.Ordinal);

    /// <summary>
    /// Returns the decisive setting that a name is a misspelling of; null if the name is correct or not similar to one.
    /// </summary>
    public static string? FindMisspelled(string name)
    {
        if (IsDecisive(name) || name.Length > 2 * 24)
        {
            return null;
        }

        var plain = string.Concat(
            name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
                .Select(c => c == '-' ? '_' : char.ToLowerInvariant(c))
        );
        return Array.Find(Decisive, setting => setting == plain)
            ?? Array.Find(
                Decisive,
                setting =>
                    Math.Abs(setting.Length - plain.Length) <= MaxDistance
                    && NearMisses.EditDistance(plain, setting) <= MaxDistance
            );
    }
}
