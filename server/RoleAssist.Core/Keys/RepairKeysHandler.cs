using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>
/// Completes or undoes moves of keys that were interrupted. Keys leave a file for good only if the vault has them.
/// </summary>
public sealed class RepairKeysHandler(IKeyFiles files, ISecretStores stores, VaultKeys keys)
{
    public async Task<IReadOnlyList<RepairedKeyEdit>> HandleAsync(CancellationToken cancellationToken)
    {
        var chosen = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        return await files
            .RepairAsync(chosen.Status.State == VaultState.Open ? IsSavedAsync : null, cancellationToken)
            .ConfigureAwait(false);
    }

    private async ValueTask<bool> IsSavedAsync(string subject, CancellationToken cancellationToken)
    {
        if (!SecretName.TryParse(subject, out var name))
        {
            return false;
        }

        using var key = await keys.FindAsync(name, cancellationToken).ConfigureAwait(false);
        return key is not null;
    }
}
