using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>Refuses a vault that cannot be used before anything is changed.</summary>
internal static class OpenStore
{
    /// <exception cref="Errors.RoleAssistException">VaultLocked or VaultUnavailable.</exception>
    public static async Task<ISecretStore> RequireOpenAsync(
        this ISecretStores stores,
        CancellationToken cancellationToken
    )
    {
        var chosen = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        var store = chosen.Require();
        return chosen.Status.State == VaultState.Locked ? throw VaultErrors.Locked(store.Kind) : store;
    }
}
