using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;
using RoleAssist.Vault.Linux;

namespace RoleAssist.Vault.Sessions;

/// <summary>The keys that seal kept sessions: items of the vault, opened for some hours.</summary>
public sealed class SessionKeys
{
    /// <summary>How long an opened key rests in the kernel's keyring, or in this process.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private const string Label = "Key of kept sessions (RoleAssist)";

    private readonly ISecretStores _stores;
    private readonly IOpenedKeys _opened;
    private readonly TimeProvider _time;

    public SessionKeys(ISecretStores stores, TimeProvider time)
        : this(stores, KernelKeyring.OrMemory(time), time) { }

    internal SessionKeys(ISecretStores stores, IOpenedKeys opened, TimeProvider time) =>
        (_stores, _opened, _time) = (stores, opened, time);

    /// <summary>Returns a key that was opened before, without asking the vault. The caller disposes it.</summary>
    public SecretBytes? FindOpened(SecretName name) => _opened.Find(name.Id);

    /// <summary>Returns the key of a file, which the caller disposes; null if the vault has it no longer.</summary>
    /// <exception cref="Core.Errors.RoleAssistException">The vault is locked or does not answer.</exception>
    public async Task<SecretBytes?> FindAsync(SessionFileHeader header, CancellationToken cancellationToken)
    {
        if (FindOpened(header.Key) is { } opened)
        {
            return opened;
        }

        var store =
            _stores.Find(header.Store)
            ?? throw VaultErrors.Unavailable($"This machine no longer has {header.Store.Phrase()}.");
        var status = await store.ProbeAsync(cancellationToken).ConfigureAwait(false);
        if (status.State == VaultState.Unavailable)
        {
            throw VaultErrors.Unavailable(status.Reason!, status.Remedy);
        }

        var key = await store.GetAsync(header.Key, KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
        if (key is { Length: SealedFile.KeyBytes })
        {
            _opened.Keep(header.Key.Id, key, Lifetime);
            return key;
        }

        key?.Dispose();
        return null;
    }

    /// <summary>Makes a key, and proves that the store returns it.</summary>
    public async Task<SessionFileHeader> CreateAsync(ISecretStore store, CancellationToken cancellationToken)
    {
        var header = new SessionFileHeader(SecretName.Create(SecretKind.SessionKey), store.Kind, _time.GetUtcNow());
        using var key = SecretBytes.Random(SealedFile.KeyBytes);
        await store.SetAsync(header.Key, Label, key, KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
        using var saved = await FindAsync(header, cancellationToken).ConfigureAwait(false);
        return saved?.Matches(key) == true
            ? header
            : throw VaultErrors.Unavailable("The store did not return the key that was stored in it.");
    }

    /// <summary>Removes a key that no file uses any more. A failure leaves an item that opens nothing.</summary>
    public async Task DeleteAsync(SessionFileHeader header, CancellationToken cancellationToken)
    {
        _opened.Forget(header.Key.Id);
        if (_stores.Find(header.Store) is { } store)
        {
            await store.DeleteAsync(header.Key, KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets an opened key: the vault must be asked again.</summary>
    public void Forget(SessionFileHeader header) => _opened.Forget(header.Key.Id);
}
