using System.CommandLine;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Vault;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault move --to STORE</c>: moves all secrets to another store.</summary>
internal sealed class VaultMoveVerb : Command, IRunsLocked, INeedsPerson
{
    private readonly Func<MoveVaultHandler> _move;
    private readonly Func<ISecretStores> _stores;
    private readonly Func<VaultUnlocker> _unlocker;
    private readonly IConsole _console;
    private readonly Option<string> _to = new("--to")
    {
        Description = "The store to move to.",
        Required = true,
        HelpName = "STORE",
    };

    public string Deed => "move the vault";

    public VaultMoveVerb(
        Func<MoveVaultHandler> move,
        Func<ISecretStores> stores,
        Func<VaultUnlocker> unlocker,
        IConsole console
    )
        : base("move", "Move the vault to another store. It can be interrupted and run again.")
    {
        (_move, _stores, _unlocker, _console) = (move, stores, unlocker, console);
        Add(_to);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var kind = KindNamed(parsed.GetRequiredValue(_to));
        var target = _move().GetTarget(kind);
        if (_console.CanPrompt)
        {
            await OpenAllAsync(target, cancellationToken).ConfigureAwait(false);
        }

        var moved = await _move().HandleAsync(kind, cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(
                _console,
                new VaultMoveDocument(
                    kind.Name(),
                    moved.Moved,
                    [.. moved.Kept.Select(name => name.ToString())],
                    moved.IsUsed
                )
            );
        }
        else
        {
            await _console
                .Out.WriteLineAsync($"Secrets moved to {kind.Phrase()}: {moved.Moved}.")
                .ConfigureAwait(false);
        }

        Report(kind, moved, parsed);
        return moved.Kept.Count == 0 ? ExitCodes.Done : ExitCodes.FromError(ErrorCode.VaultUnavailable);
    }

    private static StoreKind KindNamed(string name) =>
        StoreKinds.Find(name)
        ?? throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            $"'{name}' is no store that can be the vault.",
            $"Use one of {string.Join(", ", StoreKinds.Values.Where(value => value != StoreKinds.Auto))}."
        );

    /// <summary>Asks for what the stores need: a passphrase that is new, or the one of before.</summary>
    private async Task OpenAllAsync(ISecretStore target, CancellationToken cancellationToken)
    {
        if (target is IPassphraseStore { Exists: false } file)
        {
            using var passphrase = await _console.AskNewPassphraseAsync(cancellationToken).ConfigureAwait(false);
            await file.CreateAsync(passphrase, cancellationToken).ConfigureAwait(false);
        }

        foreach (var store in _stores().All)
        {
            var status = await store.ProbeAsync(cancellationToken).ConfigureAwait(false);
            if (status.State == VaultState.Locked && (store == target || status.Items != 0))
            {
                await _unlocker().UnlockAsync(store, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Report(StoreKind kind, VaultMove moved, ParseResult parsed)
    {
        foreach (var name in moved.Kept)
        {
            _console.Error.WriteLine(
                $"error {ErrorCode.VaultUnavailable}: {name} was not moved: {kind.Phrase()} has another secret of this name. "
                    + "Remove one of the two with the store's own program."
            );
        }

        if (!moved.IsUsed && !GlobalOptions.IsQuiet(parsed))
        {
            _console.Error.WriteLine(
                $"note: RoleAssist uses another store. Set {RoleAssistVariables.Vault}={kind.Name()} in your environment."
            );
        }
    }
}
