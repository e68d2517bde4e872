using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>
/// Gets the long-lived key itself for a program, if the profile allows that by name. Only <c>credential-process</c>
/// does this.
/// </summary>
public sealed class HandOutKeyHandler(ICredentialProvider provider, IVaultObserver observer)
{
    /// <summary>Returns the key; null if the profile does not allow it or a role was asked for.</summary>
    public async Task<AwsCredentials?> HandleAsync(RoleChain chain, CancellationToken cancellationToken)
    {
        if (
            chain.Base is not VaultSource { HandsOutKey: true } source
            || chain.Steps.Any(step => step is AssumeRoleStep)
        )
        {
            return null;
        }

        var key = await provider.GetAsync(source, cancellationToken).ConfigureAwait(false);
        observer.Happened(VaultAction.KeyHandedOut, source.Profile, key.AccessKeyId);
        return key;
    }
}
