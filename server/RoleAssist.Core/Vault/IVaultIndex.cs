using System.Text.Json.Serialization;

namespace RoleAssist.Core.Vault;

/// <summary>
/// What is known about the vault's keys without opening it. It holds no secret, so lists show a key's age while the
/// vault is locked, and without asking the keychain.
/// </summary>
public interface IVaultIndex
{
    IReadOnlyList<VaultIndexEntry> Entries { get; }

    VaultIndexEntry? Find(SecretName name) => Entries.FirstOrDefault(entry => entry.Id == name.Id);

    /// <summary>
    /// Adds or replaces an entry. A failed write is not an error: the vault itself is the truth. It cannot be canceled,
    /// because the vault has already changed.
    /// </summary>
    Task PutAsync(VaultIndexEntry entry);

    /// <summary>Removes an entry, as <see cref="PutAsync"/> adds one.</summary>
    Task RemoveAsync(SecretName name);
}

/// <param name="Id">The ID of the key's <see cref="SecretName"/>.</param>
/// <param name="Store">The store that has the key.</param>
/// <param name="AccessKeyId">The current key's ID.</param>
/// <param name="User">The ARN of the IAM user.</param>
/// <param name="Since">When AWS created the key; null, which is written too, if that is unknown.</param>
/// <param name="FirstSeen">When RoleAssist first saw the key.</param>
/// <param name="Step">How far a rotation is.</param>
public sealed record VaultIndexEntry(
    string Id,
    StoreKind Store,
    string AccessKeyId,
    string User,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? Since,
    DateTimeOffset FirstSeen,
    RotationStep Step
)
{
    /// <summary>Returns the key's age in whole days. It is at least that, if AWS' date is unknown.</summary>
    public int AgeDays(DateTimeOffset now) => Math.Max(0, (int)(now - (Since ?? FirstSeen)).TotalDays);
}
