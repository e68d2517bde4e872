using System.Text.Json;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>Completes or undoes an edit that was interrupted. The lock is held by the caller.</summary>
/// <param name="folder">The folder of the journals.</param>
/// <param name="canFinish">
/// Whether the subject of an edit still exists, so that what the edit removes is not lost; null if nobody can tell.
/// </param>
internal sealed class AwsFilesRepair(EditFolder folder, Func<string, CancellationToken, ValueTask<bool>>? canFinish)
{
    public async Task<IReadOnlyList<RepairedEdit>> RunAsync(CancellationToken cancellationToken)
    {
        var repaired = new List<RepairedEdit>();
        EditJournal.DeleteUnfinished(folder.Path);
        foreach (var path in EditJournal.Find(folder.Path))
        {
            if (Read(path) is { Steps.Count: > 0 } journal)
            {
                var outcome = await RepairAsync(journal, cancellationToken).ConfigureAwait(false);
                if (outcome is RepairOutcome.Finished or RepairOutcome.Undone)
                {
                    folder.Delete(journal);
                }

                repaired.Add(new RepairedEdit(journal.Subject, outcome, [.. journal.Steps.Select(step => step.Path)]));
            }
        }

        return repaired;
    }

    /// <summary>A journal is written as a whole, so one that cannot be read is not RoleAssist's.</summary>
    private static EditJournal? Read(string path)
    {
        try
        {
            return EditJournal.Read(path);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<RepairOutcome> RepairAsync(EditJournal journal, CancellationToken cancellationToken)
    {
        var steps = journal.Steps.Select(step => InterruptedStep.Examine(step, journal.IsUndo)).ToList();
        foreach (var step in steps)
        {
            await step.CleanAsync(folder.Writer).ConfigureAwait(false);
        }

        var (first, last) = (steps[0], steps.Count > 1 ? steps[^1] : null);
        if (first.State != StepState.After || last is null or { State: StepState.After })
        {
            return first.State switch
            {
                StepState.Before => RepairOutcome.Undone,
                StepState.After => RepairOutcome.Finished,
                _ => RepairOutcome.Conflict,
            };
        }

        if (last.State == StepState.Unknown)
        {
            return RepairOutcome.Conflict;
        }

        // Only the second file is still as it was. Completing the edit takes bytes away for good, so what they were
        // must be safe elsewhere; undoing it is possible if the first file was only added to.
        if (journal.IsUndo && first.CanRemove)
        {
            return await UndoAsync(journal, first).ConfigureAwait(false);
        }

        if (
            journal.Subject is not { } subject
            || (canFinish is not null && await canFinish(subject, cancellationToken).ConfigureAwait(false))
        )
        {
            Rewrite(journal, isUndo: false, last.ForRemoval());
            await last.RemoveAsync(folder.Writer).ConfigureAwait(false);
            return RepairOutcome.Finished;
        }

        return canFinish is not null && first.CanRemove
            ? await UndoAsync(journal, first).ConfigureAwait(false)
            : RepairOutcome.Waiting;
    }

    private async Task<RepairOutcome> UndoAsync(EditJournal journal, InterruptedStep first)
    {
        Rewrite(journal, isUndo: true, first.ForRemoval());
        await first.RemoveAsync(folder.Writer).ConfigureAwait(false);
        return RepairOutcome.Undone;
    }

    /// <summary>Records what this repair does, in case that it is interrupted too.</summary>
    private void Rewrite(EditJournal journal, bool isUndo, JournalStep changed) =>
        folder.Write(
            journal with
            {
                IsUndo = isUndo,
                Steps = [.. journal.Steps.Select(step => step.Path == changed.Path ? changed : step)],
            }
        );
}
