using System.Collections.Concurrent;
using RoleAssist.Core.Vault;

namespace RoleAssist.TestInfrastructure.Vault;

/// <summary>A store in memory that can be locked, filled up, or lose what it is given.</summary>
public sealed class MemorySecretStore(StoreKind kind = StoreKind.SecretService) : ISecretStore
{
    private readonly ConcurrentDictionary<SecretName, byte[]> _items = new();

    public StoreKind Kind => kind;

    public VaultState State { get; set; } = VaultState.Open;

    /// <summary>Gets or sets what happens before an item is stored; it may throw.</summary>
    public Action<SecretName> BeforeSet { get; set; } = _ => { };

    /// <summary>Gets or sets what is stored instead of what was given.</summary>
    public Func<byte[], byte[]> Alter { get; set; } = bytes => bytes;

    public IReadOnlyCollection<SecretName> Names => [.. _items.Keys];

    public int Reads { get; private set; }

    public Task<StoreStatus> ProbeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            State == VaultState.Unavailable
                ? StoreStatus.Unavailable("The store does not answer.", "Start it.")
                : new StoreStatus(State, _items.Count)
        );

    public Task<SecretBytes?> GetAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken)
    {
        RequireOpen();
        Reads++;
        return Task.FromResult(_items.TryGetValue(name, out var bytes) ? SecretBytes.Copy(bytes) : null);
    }

    public Task SetAsync(
        SecretName name,
        string label,
        SecretBytes secret,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        RequireOpen();
        BeforeSet(name);
        _items[name] = Alter(secret.Span.ToArray());
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken)
    {
        RequireOpen();
        return Task.FromResult(_items.TryRemove(name, out _));
    }

    public Task<IReadOnlyList<SecretName>> ListAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SecretName>>([.. _items.Keys]);

    public Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken)
    {
        if (prompt.IsAllowed)
        {
            State = VaultState.Open;
        }

        RequireOpen();
        return Task.CompletedTask;
    }

    public Task LockAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void RequireOpen()
    {
        if (State == VaultState.Locked)
        {
            throw VaultErrors.Locked(kind);
        }
    }
}
