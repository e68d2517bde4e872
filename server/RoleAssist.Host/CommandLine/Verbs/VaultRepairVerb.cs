using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault repair</c>: completes or undoes changes of the AWS files that were interrupted.</summary>
internal sealed class VaultRepairVerb : Command, IRunsLocked, INeedsPerson
{
    private readonly Func<RepairKeysHandler> _repair;
    private readonly Func<VaultUnlocker> _unlocker;
    private readonly IConsole _console;

    public string Deed => "repair the vault";

    public VaultRepairVerb(Func<RepairKeysHandler> repair, Func<VaultUnlocker> unlocker, IConsole console)
        : base("repair", "Complete or undo changes of the AWS files that were interrupted.")
    {
        (_repair, _unlocker, _console) = (repair, unlocker, console);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var edits = await _repair().HandleAsync(cancellationToken).ConfigureAwait(false);
        if (edits.Any(edit => edit.Outcome == KeyEditOutcome.Waiting) && _console.CanPrompt)
        {
            await _unlocker().UnlockAsync(cancellationToken).ConfigureAwait(false);
            edits = await _repair().HandleAsync(cancellationToken).ConfigureAwait(false);
        }

        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(
                _console,
                new VaultRepairDocument([
                    .. edits.Select(edit => new RepairedEditDocument(NameOf(edit.Outcome), edit.Files)),
                ])
            );
        }
        else
        {
            Print(edits);
        }

        return edits.Any(edit => edit.Outcome == KeyEditOutcome.Conflict)
                ? ExitCodes.FromError(ErrorCode.ConfigurationInvalid)
            : edits.Any(edit => edit.Outcome == KeyEditOutcome.Waiting) ? ExitCodes.FromError(ErrorCode.VaultLocked)
            : ExitCodes.Done;
    }

    private void Print(IReadOnlyList<RepairedKeyEdit> edits)
    {
        if (edits.Count == 0)
        {
            _console.Out.WriteLine("No change was interrupted.");
        }

        foreach (var edit in edits)
        {
            _console.Out.WriteLine(DisplayText.Line($"{string.Join(", ", edit.Files)}: {Describe(edit.Outcome)}"));
        }
    }

    private static string Describe(KeyEditOutcome outcome) =>
        outcome switch
        {
            KeyEditOutcome.Finished => "the change was completed.",
            KeyEditOutcome.Undone => "the change was undone.",
            KeyEditOutcome.Waiting =>
                "the change waits until the vault is unlocked: run roleassist vault unlock, then repair again.",
            _ => "the file has been changed in the same place. Edit it by hand.",
        };

    private static string NameOf(KeyEditOutcome outcome) =>
        outcome switch
        {
            KeyEditOutcome.Finished => "finished",
            KeyEditOutcome.Undone => "undone",
            KeyEditOutcome.Waiting => "waiting",
            _ => "conflict",
        };
}
