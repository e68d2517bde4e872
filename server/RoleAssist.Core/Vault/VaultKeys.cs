using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Vault;

/// <summary>
/// The access keys in the vault. What it saves, it reads back: a key that a keychain lost or changed would be gone for
/// good. Nothing here shows a prompt: a locked vault is an error, and unlocking it is a step of its own.
/// </summary>
public sealed class VaultKeys(ISecretStores stores, IVaultIndex index, TimeProvider time)
{
    /// <summary>Gets a key, which the caller disposes.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.KeyNotInVault"/>, <see cref="ErrorCode.VaultLocked"/> or
    /// <see cref="ErrorCode.VaultUnavailable"/>.
    /// </exception>
    public async Task<VaultKey> GetAsync(SecretName name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken).ConfigureAwait(false) ?? throw VaultErrors.KeyMissing(name);

    /// <summary>Finds a key, which the caller disposes; returns null if the vault does not have it.</summary>
    public async Task<VaultKey?> FindAsync(SecretName name, CancellationToken cancellationToken)
    {
        var store = await FindStoreAsync(name, cancellationToken).ConfigureAwait(false);
        using var item = await store.GetAsync(name, KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
        return item is null ? null : VaultKey.FromJson(item.Span);
    }

    /// <summary>Lists the keys in the chosen store.</summary>
    public async Task<IReadOnlyList<SecretName>> ListAsync(CancellationToken cancellationToken)
    {
        var store = (await stores.ChooseAsync(cancellationToken).ConfigureAwait(false)).Require();
        var names = await store.ListAsync(KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
        return [.. names.Where(name => name.Kind == SecretKind.Key)];
    }

    /// <summary>Saves a key and proves that the store returns the same.</summary>
    /// <param name="name">The item's name. An item with this name is replaced.</param>
    /// <param name="profile">The profile that the item's label shows.</param>
    /// <param name="key">The key. It stays the caller's.</param>
    /// <param name="cancellationToken">Cancels the wait for the store.</param>
    /// <exception cref="RoleAssistException">The key is not saved.</exception>
    public async Task SaveAsync(SecretName name, string profile, VaultKey key, CancellationToken cancellationToken)
    {
        var store = await FindStoreAsync(name, cancellationToken).ConfigureAwait(false);
        await SaveAsync(store, name, profile, key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Saves a key in a store of the caller's choice.</summary>
    /// <inheritdoc cref="SaveAsync(SecretName, string, VaultKey, CancellationToken)"/>
    public async Task SaveAsync(
        ISecretStore store,
        SecretName name,
        string profile,
        VaultKey key,
        CancellationToken cancellationToken
    )
    {
        using var item = key.ToJson();
        await store
            .SetAsync(name, Label(profile), item, KeychainPrompt.Forbidden, cancellationToken)
            .ConfigureAwait(false);
        using var saved = await store.GetAsync(name, KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
        if (saved is null || !saved.Matches(item))
        {
            throw VaultErrors.Unavailable(
                $"{Sentences.Capitalized(store.Kind.Phrase())} did not return the key that was stored in it.",
                "Choose another store with ROLEASSIST_VAULT."
            );
        }

        var known = index.Find(name);
        await index
            .PutAsync(
                new VaultIndexEntry(
                    name.Id,
                    store.Kind,
                    key.Current.Id,
                    key.User,
                    key.Current.Since,
                    known?.AccessKeyId == key.Current.Id ? known.FirstSeen : time.GetUtcNow(),
                    key.Step
                )
            )
            .ConfigureAwait(false);
    }

    /// <summary>Removes a key; returns false if the vault does not have it.</summary>
    public async Task<bool> DeleteAsync(SecretName name, CancellationToken cancellationToken)
    {
        var store = await FindStoreAsync(name, cancellationToken).ConfigureAwait(false);
        var existed = await store.DeleteAsync(name, KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
        await index.RemoveAsync(name).ConfigureAwait(false);
        return existed;
    }

    /// <summary>
    /// Returns the store that has a key according to the index, even if another one is chosen by now: a key must not be
    /// in two stores, or be deleted where it is not. A new key goes to the chosen store.
    /// </summary>
    private async Task<ISecretStore> FindStoreAsync(SecretName name, CancellationToken cancellationToken) =>
        (index.Find(name) is { } entry ? stores.Find(entry.Store) : null)
        ?? (await stores.ChooseAsync(cancellationToken).ConfigureAwait(false)).Require();

    /// <summary>What people see in their keychain program.</summary>
    public static string Label(string profile)
    {
        const string format = "AWS key of {0} (RoleAssist)";
        var room = ISecretStore.MaxLabelLength - format.Length;
        return $"AWS key of {(profile.Length > room ? profile[..room] : profile)} (RoleAssist)";
    }
}
