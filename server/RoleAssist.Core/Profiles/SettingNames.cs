using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>Finds the setting that a name in the files was meant to be.</summary>
public static class SettingNames
{
    /// <summary>The settings that decide who somebody is. A slip in another costs a preference, in these an identity.</summary>
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
    ];

    /// <summary>How many slips of the finger two names may be apart.</summary>
    private const int MostSlips = 2;

    /// <summary>Whether a value of the setting is part of who somebody is.</summary>
    public static bool IsDecisive(string name) => Decisive.Contains(name, StringComparer.Ordinal);

    /// <summary>The decisive setting that a name nearly is; null for one that is a setting as it stands, or none.</summary>
    public static string? MeantBy(string name)
    {
        if (IsDecisive(name) || name.Length > 2 * 24)
        {
            return null;
        }

        var plain = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Select(c => c == '-' ? '_' : char.ToLowerInvariant(c)));
        return Array.Find(Decisive, setting => setting == plain)
            ?? Array.Find(Decisive, setting => Math.Abs(setting.Length - plain.Length) <= MostSlips && NearMisses.EditDistance(plain, setting) <= MostSlips);
    }
}
