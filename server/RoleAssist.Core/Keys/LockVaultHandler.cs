using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>What happens to the sessions that are kept on disk when the vault is locked.</summary>
public enum KeptSessions
{
    /// <summary>They stay, sealed.</summary>
    Stay,

    /// <summary>They are erased.</summary>
    AreErased,
}

/// <summary>Makes RoleAssist forget what it has opened. A keychain stays open for other programs.</summary>
public sealed class LockVaultHandler(ISecretStores stores, IKeptSessionsEraser kept, IVaultObserver observer)
{
    public async Task HandleAsync(KeptSessions sessions, CancellationToken cancellationToken)
    {
        if (sessions == KeptSessions.AreErased)
        {
            await kept.EraseAsync(cancellationToken).ConfigureAwait(false);
        }

        var chosen = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        if (chosen.Store is { } store)
        {
            await store.LockAsync(cancellationToken).ConfigureAwait(false);
            observer.Happened(VaultAction.Locked);
        }
    }
}
