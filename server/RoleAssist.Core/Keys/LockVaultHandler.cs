using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>What locking the vault makes RoleAssist forget.</summary>
public enum LockScope
{
    /// <summary>What it has opened. Kept sessions stay, sealed.</summary>
    OpenedKeys,

    /// <summary>The kept sessions too.</summary>
    KeptSessions,
}

/// <summary>Makes RoleAssist forget what it has opened. A keychain stays open for other programs.</summary>
public sealed class LockVaultHandler(ISecretStores stores, IKeptSessionStore kept, IVaultObserver observer)
{
    public async Task HandleAsync(LockScope scope, CancellationToken cancellationToken)
    {
        if (scope == LockScope.KeptSessions)
        {
            await kept.EraseAsync(cancellationToken).ConfigureAwait(false);
        }

        kept.Lock();
        var chosen = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        if (chosen.Store is { } store)
        {
            await store.LockAsync(cancellationToken).ConfigureAwait(false);
            observer.Happened(VaultAction.Locked);
        }
    }
}
