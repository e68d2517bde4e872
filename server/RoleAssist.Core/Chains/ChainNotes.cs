using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Notes for the user about settings that have no effect, or that AWS SDKs read differently. Each is null if there is
/// nothing to say.
/// </summary>
internal static class ChainNotes
{
    /// <summary>Keys next to another credential source: SDKs differ in which one they use.</summary>
    public static string? OnCompetingSources(Profile profile, CredentialSource? source)
    {
        string[] competing =
        [
            ProfileSettings.RoleArn,
            ProfileSettings.SsoSession,
            ProfileSettings.SsoStartUrl,
            ProfileSettings.CredentialProcess,
        ];
        if (source is VaultSource && CredentialSourceResolver.HasKeys(profile))
        {
            return $"Profile '{profile.Name}' has a key in the vault and another one in plain text in the AWS files. "
                + "RoleAssist uses the vault's; most tools use the other one. "
                + $"Remove it with roleassist vault import {ShellWord.Of(profile.Name)}.";
        }

        if (
            !CredentialSourceResolver.HasKeys(profile)
            // A role assumed with the profile's own keys is documented by AWS.
            || profile[ProfileSettings.SourceProfile] == profile.Name
            || Array.Find(competing, setting => profile[setting] is not null) is not { } other
        )
        {
            return null;
        }

        var used =
            profile[ProfileSettings.RoleArn] is not null ? ProfileSettings.RoleArn
            : source is KeySource ? "the keys"
            : other;
        return $"Profile '{profile.Name}' has both access keys and {other}. AWS SDKs differ in which one they use. "
            + $"RoleAssist uses {used}.";
    }

    /// <summary>
    /// Settings without effect next to a token file: AssumeRoleWithWebIdentity takes no credentials, external ID or MFA
    /// device.
    /// </summary>
    public static string? OnUnusedSettings(Profile profile)
    {
        string[] settings =
        [
            ProfileSettings.SourceProfile,
            ProfileSettings.CredentialSource,
            ProfileSettings.ExternalId,
            ProfileSettings.MfaSerial,
        ];
        var given = Array.FindAll(settings, setting => profile[setting] is not null);
        return given.Length == 0
            ? null
            : $"{string.Join(", ", given)} of profile '{profile.Name}' {(given.Length == 1 ? "has" : "have")} no "
                + "effect: its role is assumed with only the token in web_identity_token_file.";
    }

    /// <summary>An MFA device in the profile of the source instead of in the role's.</summary>
    public static string? OnMfaOfSource(Profile role, Profile source) =>
        role[ProfileSettings.MfaSerial] is null && source[ProfileSettings.MfaSerial] is not null
            ? $"mfa_serial of profile '{source.Name}' is not used for the role of '{role.Name}': AWS tools read it from "
                + $"the role's own profile. If the role requires MFA, add mfa_serial to '{role.Name}' or pass "
                + "--mfa-serial."
            : null;

    /// <summary>A role in another partition, which AWS does not allow to be assumed.</summary>
    /// <param name="profile">The role's profile.</param>
    /// <param name="assuming">The ARN of the role that assumes it, if there is one.</param>
    public static string? OnOtherPartition(Profile profile, string? assuming) =>
        RoleArn.TryParse(assuming, out var before)
        && RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var role)
        && before.Partition != role.Partition
            ? $"The role of profile '{profile.Name}' is in the partition {role.Partition}, and the identity that "
                + $"assumes it is in {before.Partition}: AWS does not allow assuming a role across partitions."
            : null;

    /// <summary>A role in a partition whose endpoints RoleAssist does not know.</summary>
    public static string? OnUnknownPartition(Profile profile) =>
        RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var role) && Partitions.Find(role.Partition) is null
            ? $"The role of profile '{profile.Name}' is in the partition {role.Partition}, which RoleAssist does not "
                + $"know. RoleAssist calls STS in {Partitions.Default.Id} unless the profile specifies another endpoint."
            : null;
}
