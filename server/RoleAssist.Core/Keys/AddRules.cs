using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Keys;

/// <summary>To which profiles a key can be added, and which keys.</summary>
internal static class AddRules
{
    /// <summary>The prefix of temporary access key IDs.</summary>
    private const string Temporary = "ASIA";

    /// <exception cref="RoleAssistException">No key can be added to the profile.</exception>
    public static void RequireProfile(string name, ProfileSet profiles)
    {
        if (!ProfileNames.IsPlain(name))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{name}' cannot be the name of a profile: not every AWS tool would find it.",
                $"Use letters, digits and {ProfileNames.Signs}."
            );
        }

        profiles.RequireUsable(SectionName.Profile(name), name);
        if (profiles.Find(name) is { } profile && Objection(profile) is var (reason, hint))
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"No key was added to profile '{name}': it {reason}.",
                hint
            )
            {
                Profile = name,
            };
        }
    }

    /// <exception cref="RoleAssistException">The key cannot be one.</exception>
    public static void RequireKey(NewKey key)
    {
        if (!Identifiers.IsAccessKeyId(key.AccessKeyId) || !Identifiers.IsSecret(key.SecretAccessKey))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "That is not an access key: it is empty or contains characters that keys do not have.",
                "Copy the access key ID and the secret access key again."
            );
        }

        if (key.AccessKeyId.StartsWith(Temporary, StringComparison.Ordinal))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{key.AccessKeyId} is a temporary key, which ends by itself.",
                "Add the long-lived access key of an IAM user."
            );
        }

        if (key.MfaSerial is { } serial && !SettingValue.IsPlain(serial))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "That is not the serial number of an MFA device.",
                "Copy its ARN from the IAM console."
            );
        }
    }

    private static (string Reason, string Hint)? Objection(Profile profile) =>
        profile switch
        {
            { IsSandbox: true } => ("belongs to the sandbox", "Choose another name."),
            _ when CredentialSourceResolver.HasKeys(profile) => (
                "has a key in the AWS files",
                $"To move that key to the vault: roleassist vault import {ShellWord.Of(profile.Name)}"
            ),
            _ when profile[ProfileSettings.VaultKey] is not null => (
                "uses a key in the vault already",
                $"Replace it with roleassist vault rotate {ShellWord.Of(profile.Name)}, or first run roleassist vault remove {ShellWord.Of(profile.Name)}"
            ),
            _ when ProfileKinds.Classify(profile) is not ProfileKind.Settings and var kind => (
                $"has {ProfileKinds.Describe(kind)}",
                "Choose a profile without credentials, or a new name."
            ),
            _ => null,
        };
}
