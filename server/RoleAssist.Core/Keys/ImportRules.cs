using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Keys;

/// <summary>
/// Which profiles' keys can be moved: those that every tool reads in the same way before and after the move.
/// </summary>
internal static class ImportRules
{
    /// <summary>Returns the key of the profile, and where to ask AWS about it.</summary>
    /// <exception cref="RoleAssistException">The key cannot be moved.</exception>
    public static (AwsCredentials Key, ServiceEndpoint Sts) Require(Profile profile, RoleChain chain)
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
                    $"To add a key to the vault: roleassist vault add {profile.Name}"
                )
                : Refused(profile, "uses a key in the vault already", hint: null);
        }

        if (!LongLivedKeys.IsInFile(profile))
        {
            throw Refused(profile, "has temporary keys, which end by themselves", hint: null);
        }

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

        return chain.Base switch
        {
            KeySource own when own.Profile == profile.Name => (keys.Credentials, chain.Sts),

            // An earlier move was interrupted, or the key was pasted again.
            VaultSource => (keys.Credentials, chain.Sts),
            _ => throw Refused(
                profile,
                $"has {ProfileKinds.Describe(chain.Base.Kind)} besides its keys, so it is not clear which of them tools use",
                "Remove the keys or the other credentials from the profile."
            ),
        };
    }

    private static RoleAssistException Refused(Profile profile, string reason, string? hint) =>
        new(ErrorCode.ConfigurationInvalid, $"The keys of '{profile.Name}' were not moved: the profile {reason}.", hint)
        {
            Profile = profile.Name,
            Location = profile.LocationOf(ProfileSettings.AccessKeyId),
        };
}
