using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>
/// Proves after an edit of the AWS files that the profile leads to the vault, and that AWS names the same user.
/// </summary>
public sealed class KeyProof(
    IProfileStore store,
    RoleChainResolver resolver,
    ICredentialProvider provider,
    ISecurityTokenService sts
)
{
    /// <exception cref="RoleAssistException">The profile does not, or AWS cannot be asked.</exception>
    public async Task RequireAsync(string profile, SecretName key, string arn, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var chain = resolver.Resolve(profiles, new AssumeTarget { Profile = profile });
        if (chain.Base is not VaultSource source || source.Key != key)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"After the change, profile '{profile}' would not use the key in the vault.",
                $"Look at the plan: roleassist explain {ShellWord.Of(profile)}"
            )
            {
                Profile = profile,
            };
        }

        var credentials = await provider.GetAsync(source, cancellationToken).ConfigureAwait(false);
        var now = await sts.GetCallerIdentityAsync(credentials, chain.Sts, cancellationToken).ConfigureAwait(false);
        if (now.Arn != arn)
        {
            throw new RoleAssistException(
                ErrorCode.CredentialsInvalid,
                $"The key of '{profile}' in the vault belongs to {now.Arn}, but it belonged to {arn} before."
            )
            {
                Profile = profile,
            };
        }
    }
}
