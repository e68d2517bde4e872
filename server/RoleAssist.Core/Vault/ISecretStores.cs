namespace RoleAssist.Core.Vault;

/// <summary>The stores of this machine, and the choice among them.</summary>
public interface ISecretStores
{
    /// <summary>All stores of this platform, best first.</summary>
    IReadOnlyList<ISecretStore> All { get; }

    /// <summary>The file with a passphrase, which exists on every platform once somebody has made it.</summary>
    IPassphraseStore File { get; }

    /// <summary>Returns a store of this platform; null if it has no such store.</summary>
    ISecretStore? Find(StoreKind kind);

    /// <summary>Chooses the store and says why. It shows no prompt and does not throw.</summary>
    Task<ChosenStore> ChooseAsync(CancellationToken cancellationToken);
}

/// <summary>The choice of a store.</summary>
/// <param name="Store">The store; null if none can be used.</param>
/// <param name="Status">Which, why no better one, and whether it is open.</param>
public sealed record ChosenStore(ISecretStore? Store, VaultStatus Status)
{
    /// <summary>Returns the store.</summary>
    /// <exception cref="Errors.RoleAssistException">There is none: VaultUnavailable.</exception>
    public ISecretStore Require() => Store ?? throw VaultErrors.Unavailable(Status.Reason!, Status.Remedy);
}
