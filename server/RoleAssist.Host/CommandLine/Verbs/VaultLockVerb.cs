using System.CommandLine;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Vault;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault lock</c>: makes RoleAssist forget what it has opened.</summary>
internal sealed class VaultLockVerb : Command, IRunsLocked
{
    private readonly Func<LockVaultHandler> _lock;
    private readonly Func<VaultStatusHandler> _status;
    private readonly IConsole _console;
    private readonly Option<bool> _forget = new("--forget")
    {
        Description = "Erase the sessions that are kept on disk too.",
    };

    public VaultLockVerb(Func<LockVaultHandler> locking, Func<VaultStatusHandler> status, IConsole console)
        : base("lock", "Lock the vault. A keychain of the operating system stays open for other programs.")
    {
        (_lock, _status, _console) = (locking, status, console);
        Add(_forget);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var sessions = parsed.GetValue(_forget) ? LockScope.KeptSessions : LockScope.OpenedKeys;
        await _lock().HandleAsync(sessions, cancellationToken).ConfigureAwait(false);
        var vault = await _status().HandleAsync(cancellationToken).ConfigureAwait(false);
        VaultStatusVerb.Print(_console, parsed, vault);
        if (vault.Status is { State: VaultState.Open, Store: { } store } && !GlobalOptions.IsQuiet(parsed))
        {
            await _console
                .Error.WriteLineAsync(
                    $"note: RoleAssist does not lock {store.Phrase()}, because other programs use it. Lock it with its own "
                        + "program, or lock the screen."
                )
                .ConfigureAwait(false);
        }
    }
}
