using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Vault;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Unlocks the vault with the person at the terminal: waits for the prompt of a keychain, or asks for the passphrase of
/// a file.
/// </summary>
internal sealed class VaultUnlocker(UnlockVaultHandler unlock, ISecretStores stores, IConsole console)
{
    private const int Attempts = 3;

    public async Task UnlockAsync(CancellationToken cancellationToken)
    {
        var chosen = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        if (chosen.Status.State == VaultState.Locked)
        {
            await UnlockAsync(chosen.Require(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="RoleAssistException">VaultLocked: nobody has answered, or not with the right word.</exception>
    public async Task UnlockAsync(ISecretStore store, CancellationToken cancellationToken)
    {
        if (store is not IPassphraseStore)
        {
            await console
                .Error.WriteLineAsync(
                    $"The vault is locked. Waiting {KeychainPrompt.Allowed.Limit.TotalSeconds:0} seconds at most for the prompt "
                        + $"of {store.Kind.Phrase()}."
                )
                .ConfigureAwait(false);
            await unlock.UnlockAsync(store, passphrase: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            using var passphrase =
                await console.AskSecretAsync("Passphrase of the vault: ", cancellationToken).ConfigureAwait(false)
                ?? throw VaultErrors.Locked(store.Kind);
            try
            {
                await unlock.UnlockAsync(store, passphrase, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RoleAssistException wrong) when (wrong.Code == ErrorCode.VaultLocked && attempt < Attempts)
            {
                await console.Error.WriteLineAsync(wrong.Message).ConfigureAwait(false);
            }
        }
    }
}
