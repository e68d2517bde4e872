using System.CommandLine;
using System.Text;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Vault;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>vault unlock</c>: waits for the keychain's prompt, or asks for the passphrase; that of a new file if there is no
/// vault yet, which keeps sessions before it has any key.
/// </summary>
internal sealed class VaultUnlockVerb : Command, IRunsLocked, INeedsPerson
{
    private readonly Func<UnlockVaultHandler> _unlock;
    private readonly Func<VaultUnlocker> _unlocker;
    private readonly Func<VaultStatusHandler> _status;
    private readonly Func<NewVault> _newVault;
    private readonly IConsole _console;
    private readonly Option<bool> _stdin = new("--stdin")
    {
        Description = "Read the passphrase from the first line of stdin.",
    };

    public string Deed => "unlock the vault";

    public VaultUnlockVerb(
        Func<UnlockVaultHandler> unlock,
        Func<VaultUnlocker> unlocker,
        Func<VaultStatusHandler> status,
        Func<NewVault> newVault,
        IConsole console
    )
        : base("unlock", "Unlock the vault: answer the keychain's prompt, or enter the passphrase.")
    {
        (_unlock, _unlocker, _status, _newVault, _console) = (unlock, unlocker, status, newVault, console);
        Add(_stdin);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!parsed.GetValue(_stdin))
        {
            await _newVault().CreateIfMissingAsync(cancellationToken).ConfigureAwait(false);
        }

        var vault = await _status().HandleAsync(cancellationToken).ConfigureAwait(false);
        if (vault.NeedsPassphrase && !parsed.GetValue(_stdin) && _console.CanPrompt)
        {
            await _unlocker().UnlockAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            using var passphrase = parsed.GetValue(_stdin) ? ReadPassphrase() : null;
            await _unlock().HandleAsync(passphrase, cancellationToken).ConfigureAwait(false);
        }

        VaultStatusVerb.Print(_console, parsed, await _status().HandleAsync(cancellationToken).ConfigureAwait(false));
    }

    private SecretBytes? ReadPassphrase() =>
        _console.ReadLine() is { Length: > 0 } line ? SecretBytes.Copy(Encoding.UTF8.GetBytes(line)) : null;
}
