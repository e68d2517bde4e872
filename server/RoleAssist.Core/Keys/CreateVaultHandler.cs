using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>
/// Creates the file with a passphrase, for a machine without a keychain. It never happens by itself: somebody must
/// choose the passphrase.
/// </summary>
public sealed class CreateVaultHandler(ISecretStores stores, VaultStatusHandler status)
{
    /// <exception cref="RoleAssistException">The passphrase is too short, or another store is the vault.</exception>
    public async Task HandleAsync(SecretBytes passphrase, CancellationToken cancellationToken)
    {
        var now = await status.HandleAsync(cancellationToken).ConfigureAwait(false);
        if (!now.CanCreateFile)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"No file was created: it would not be the vault. {now.Why}"
            );
        }

        await stores.File.CreateAsync(passphrase, cancellationToken).ConfigureAwait(false);
    }
}
