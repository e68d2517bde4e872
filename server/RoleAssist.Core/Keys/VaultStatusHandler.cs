using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>The vault as a person sees it.</summary>
/// <param name="Status">The store and its state.</param>
/// <param name="Why">Which store, why no better one, whether it is open, and what to do, in sentences.</param>
/// <param name="NeedsPassphrase">Whether unlocking needs a passphrase.</param>
/// <param name="CanCreateFile">Whether a file with a passphrase would be the vault, and does not exist yet.</param>
/// <param name="Keys">The number of access keys in the vault.</param>
public sealed record VaultOverview(VaultStatus Status, string Why, bool NeedsPassphrase, bool CanCreateFile, int Keys);

/// <summary>Describes the vault. It shows no prompt.</summary>
public sealed class VaultStatusHandler(ISecretStores stores, IVaultIndex index)
{
    public async Task<VaultOverview> HandleAsync(CancellationToken cancellationToken)
    {
        var chosen = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        var canCreate = await CanCreateFileAsync(chosen, cancellationToken).ConfigureAwait(false);
        return new VaultOverview(
            chosen.Status,
            VaultWords.Describe(chosen.Status, canCreate),
            chosen.Store is IPassphraseStore && chosen.Status.State == VaultState.Locked,
            canCreate,
            await CountAsync(chosen, cancellationToken).ConfigureAwait(false)
        );
    }

    private async Task<bool> CanCreateFileAsync(ChosenStore chosen, CancellationToken cancellationToken) =>
        chosen is { Store: null, Status.Store: null or StoreKind.File }
        && (!chosen.Status.IsChosenByUser || chosen.Status.Store == StoreKind.File)
        && !await Task.Run(() => stores.File.Exists, cancellationToken).ConfigureAwait(false);

    /// <summary>Asks the store, which knows best; a locked file cannot tell, but the index can.</summary>
    private async Task<int> CountAsync(ChosenStore chosen, CancellationToken cancellationToken)
    {
        try
        {
            if (chosen.Store is { } store)
            {
                var names = await store.ListAsync(KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
                return names.Count(name => name.Kind == SecretKind.Key);
            }
        }
        catch (RoleAssistException)
        {
            // It is locked, or went away in between.
        }

        return index.Entries.Count(entry => chosen.Store is null || entry.Store == chosen.Store.Kind);
    }
}
