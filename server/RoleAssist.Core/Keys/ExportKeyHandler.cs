using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>Gets a long-lived key out of the vault for a person who has confirmed that.</summary>
public sealed class ExportKeyHandler(IProfileStore store, ISecretStores stores, VaultKeys keys, IVaultObserver observer)
{
    /// <exception cref="RoleAssistException">The profile uses no key of the vault, or the vault is locked.</exception>
    public async Task<AwsCredentials> HandleAsync(string name, CancellationToken cancellationToken)
    {
        var item = await FindAsync(name, cancellationToken).ConfigureAwait(false);
        using var key = await keys.GetAsync(item, cancellationToken).ConfigureAwait(false);
        observer.Happened(VaultAction.Exported, name, key.Current.Id, key.User);
        return key.Current.ToCredentials();
    }

    /// <summary>Finds the item of a profile's key, before anybody is asked whether to show it.</summary>
    /// <exception cref="RoleAssistException">The profile uses no key of the vault, or the vault is locked.</exception>
    public async Task<SecretName> FindAsync(string name, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var key =
            CredentialSourceResolver.VaultOf(profiles.Get(name))?.Key
            ?? throw new RoleAssistException(
                ErrorCode.KeyNotInVault,
                $"Profile '{name}' uses no key of the vault.",
                "To list the keys: roleassist vault list"
            )
            {
                Profile = name,
            };
        await stores.RequireOpenAsync(cancellationToken).ConfigureAwait(false);
        return key;
    }
}
