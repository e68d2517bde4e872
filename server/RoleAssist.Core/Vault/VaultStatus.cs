namespace RoleAssist.Core.Vault;

/// <summary>The vault as a person sees it: which store, why no better one, locked or open.</summary>
/// <param name="Store">The store that is used; null if there is none.</param>
/// <param name="State">Whether secrets can be read now.</param>
/// <param name="Items">The number of secrets; null if it is unknown.</param>
/// <param name="IsChosenByUser">Whether a setting names the store.</param>
/// <param name="Reason">Why the vault cannot be used, as a sentence; null if it can.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
/// <param name="Passed">The better stores that were not taken, best first.</param>
public sealed record VaultStatus(
    StoreKind? Store,
    VaultState State,
    int? Items,
    bool IsChosenByUser,
    string? Reason,
    string? Remedy,
    IReadOnlyList<PassedStore> Passed
);

/// <summary>A store that was not taken.</summary>
/// <param name="Store">The store.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record PassedStore(StoreKind Store, string Reason);
