using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Vault;

/// <summary>
/// A place that keeps small secrets: the operating system's keychain, or a sealed file. Every member ends soon: nothing
/// waits for a person unless its prompt allows it.
/// </summary>
/// <remarks>
/// Members throw a <see cref="RoleAssistException"/> with <see cref="ErrorCode.VaultLocked"/> if a person is needed,
/// <see cref="ErrorCode.VaultUnavailable"/> if the store does not work, and <see cref="ErrorCode.VaultFull"/> if it has
/// no room.
/// </remarks>
public interface ISecretStore
{
    /// <summary>
    /// The largest secret. The smallest limit of all stores is that of Windows' Credential Manager,
    /// CRED_MAX_CREDENTIAL_BLOB_SIZE = 2,560 bytes.
    /// </summary>
    const int MaxSecretBytes = 2_048;

    /// <summary>The longest label.</summary>
    const int MaxLabelLength = 200;

    StoreKind Kind { get; }

    /// <summary>Finds out whether the store works. It writes nothing, shows no prompt and does not throw.</summary>
    Task<StoreStatus> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Reads a secret, which the caller disposes; returns null if there is none with this name.</summary>
    Task<SecretBytes?> GetAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken);

    /// <summary>Stores a secret, in one step: a reader sees the old one or the new one.</summary>
    /// <param name="name">The secret's name. A secret with this name is replaced.</param>
    /// <param name="label">What people see in their keychain program. It is not secret.</param>
    /// <param name="secret">The secret. It stays the caller's.</param>
    /// <param name="prompt">Whether the keychain may ask for its password.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task SetAsync(
        SecretName name,
        string label,
        SecretBytes secret,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    );

    /// <summary>Removes a secret; returns false if there is none with this name.</summary>
    Task<bool> DeleteAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken);

    /// <summary>Returns the names of RoleAssist's secrets. Keychains can list them while they are locked.</summary>
    Task<IReadOnlyList<SecretName>> ListAsync(KeychainPrompt prompt, CancellationToken cancellationToken);

    /// <summary>
    /// Unlocks the store if the prompt allows it. A file is unlocked with <see cref="IPassphraseStore.OpenAsync"/>.
    /// </summary>
    Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken);

    /// <summary>
    /// Makes RoleAssist forget what it opened. A keychain of the operating system stays as it is: other programs use
    /// it.
    /// </summary>
    Task LockAsync(CancellationToken cancellationToken);
}
