using RoleAssist.Core.Keys;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Makes a vault, for the first key or for sessions, on a machine without a keychain, if a person is there to choose its passphrase.
/// </summary>
internal sealed class NewVault(VaultStatusHandler status, CreateVaultHandler create, IConsole console)
{
    public async Task CreateIfMissingAsync(CancellationToken cancellationToken)
    {
        var vault = await status.HandleAsync(cancellationToken).ConfigureAwait(false);
        if (!vault.CanCreateFile || !console.CanPrompt)
        {
            return;
        }

        using var passphrase = await console.AskNewPassphraseAsync(cancellationToken).ConfigureAwait(false);
        await create.HandleAsync(passphrase, cancellationToken).ConfigureAwait(false);
    }
}
