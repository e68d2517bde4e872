using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>Unlocks the vault. A keychain asks for its password itself, for a minute at most.</summary>
public sealed class UnlockVaultHandler(ISecretStores stores, IVaultObserver observer)
{
    /// <param name="passphrase">The passphrase, for a store that needs one.</param>
    /// <param name="cancellationToken">Stops waiting for the prompt, which stays.</param>
    /// <exception cref="Errors.RoleAssistException">
    /// VaultLocked: the passphrase is missing or wrong, or nobody has answered the prompt.
    /// </exception>
    public async Task HandleAsync(SecretBytes? passphrase, CancellationToken cancellationToken)
    {
        var chosen = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        var store = chosen.Require();
        if (chosen.Status.State == VaultState.Locked)
        {
            await UnlockAsync(store, passphrase, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Unlocks one of the stores, which need not be the vault.</summary>
    public async Task UnlockAsync(ISecretStore store, SecretBytes? passphrase, CancellationToken cancellationToken)
    {
        await (
            store is IPassphraseStore file && passphrase is not null
                ? file.OpenAsync(passphrase, cancellationToken)
                : store.UnlockAsync(KeychainPrompt.Allowed, cancellationToken)
        ).ConfigureAwait(false);
        observer.Happened(VaultAction.Unlocked);
    }
}
