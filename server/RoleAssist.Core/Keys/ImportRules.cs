using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Keys;

/// <summary>
/// Which profiles' keys can be moved: those that every tool reads in the same way before and after the move.
/// </summary>
internal static class ImportRules
{
    /// <summary>Returns the long-lived key that the files have of a profile.</summary>
    /// <exception cref="RoleAssistException">They have none.</exception>
    public static AwsCredentials RequireKey(Profile profile)
    {
        if (profile.IsSandbox)
        {
            throw Refused(profile, "belongs to the sandbox and has no key of AWS", hint: null);
        }

        if (CredentialSourceResolver.KeysOf(profile) is not { } keys)
        {
            throw profile[ProfileSettings.VaultKey] is null
                ? Refused(
                    profile,
                    "has no access key in the AWS files",
                    $"To add a key to the vault: roleassist vault add {ShellWord.Of(profile.Name)}"
                )
                : Refused(profile, "uses a key in the vault already", hint: null);
        }

        return LongLivedKeys.IsInFile(profile)
            ? keys.Credentials
            : throw Refused(profile, "has temporary keys, which end by themselves", hint: null);
    }

    /// <summary>Requires that the key is all that the profile's chain consists of.</summary>
    /// <exception cref="RoleAssistException">Tools would use the profile differently after the move.</exception>
    public static void RequireOnlyKey(Profile profile, RoleChain chain)
    {
        // In botocore, a profile with a role that is its own source works only with keys in the files, and a source
        // profile with a role uses its role once its keys are gone.
        if (chain.Steps.Any(step => step is AssumeRoleStep))
        {
            throw Refused(
                profile,
                "has a role besides its keys, and tools would read it differently without them",
                "Give the keys a profile of their own, and name that in source_profile."
            );
        }

        // With a key of the vault, an earlier move was interrupted, or the key was pasted again.
        if (chain.Base is not VaultSource && (chain.Base as KeySource)?.Profile != profile.Name)
        {
            throw Refused(
                profile,
                $"has {ProfileKinds.Describe(chain.Base.Kind)} besides its keys, so it is not clear which of them tools use",
                "Remove the keys or the other credentials from the profile."
            );
        }
    }

    private static RoleAssistException Refused(Profile profile, string reason, string? hint) =>
        new(ErrorCode.ConfigurationInvalid, $"The keys of '{profile.Name}' were not moved: the profile {reason}.", hint)
        {
            Profile = profile.Name,
            Location = profile.LocationOf(ProfileSettings.AccessKeyId),
        };
}
