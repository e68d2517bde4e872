namespace RoleAssist.Core.Vault;

/// <summary>A store that a passphrase opens.</summary>
public interface IPassphraseStore : ISecretStore
{
    /// <summary>The shortest passphrase that a new store accepts, in bytes.</summary>
    const int MinPassphraseBytes = 8;

    /// <summary>The longest passphrase, in bytes.</summary>
    const int MaxPassphraseBytes = 1_024;

    /// <summary>Whether the store exists.</summary>
    bool Exists { get; }

    /// <summary>Creates the store and leaves it open. It is an error if it exists.</summary>
    Task CreateAsync(SecretBytes passphrase, CancellationToken cancellationToken);

    /// <summary>Opens the store for a time, for all processes of this user where the kernel can hold its key.</summary>
    Task OpenAsync(SecretBytes passphrase, CancellationToken cancellationToken);

    /// <summary>Replaces the passphrase. The secrets stay the same.</summary>
    Task ChangePassphraseAsync(SecretBytes current, SecretBytes replacement, CancellationToken cancellationToken);
}
