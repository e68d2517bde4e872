using RoleAssist.Core.Vault;

namespace RoleAssist.TestInfrastructure.Vault;

/// <summary>A machine with one store, or none.</summary>
public sealed class OneSecretStore(ISecretStore? store = null) : ISecretStores
{
    public IReadOnlyList<ISecretStore> All => store is null ? [] : [store];

    public IPassphraseStore File => throw new NotSupportedException();

    public ISecretStore? Find(StoreKind kind) => All.FirstOrDefault(known => known.Kind == kind);

    public async Task<ChosenStore> ChooseAsync(CancellationToken cancellationToken)
    {
        var status = store is null
            ? StoreStatus.Unavailable("There is no vault on this machine.")
            : await store.ProbeAsync(cancellationToken).ConfigureAwait(false);
        return new ChosenStore(
            status.State == VaultState.Unavailable ? null : store,
            new VaultStatus(store?.Kind, status.State, status.Items, false, status.Reason, status.Remedy, [])
        );
    }
}
