namespace RoleAssist.Core.Vault;

/// <summary>What a store reports about itself.</summary>
/// <param name="State">Whether secrets can be read now.</param>
/// <param name="Items">The number of RoleAssist's secrets; null if it is unknown, as in a locked file.</param>
/// <param name="Reason">Why the store cannot be used, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
public sealed record StoreStatus(VaultState State, int? Items = null, string? Reason = null, string? Remedy = null)
{
    public static StoreStatus Unavailable(string reason, string? remedy = null) =>
        new(VaultState.Unavailable, Reason: reason, Remedy: remedy);
}
