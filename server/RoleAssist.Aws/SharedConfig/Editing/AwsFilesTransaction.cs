using System.Security.Cryptography;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// Changes one file or both, as one step that a crash cannot divide. The lock is held by the caller. See
/// docs/adr/0020-edits-finish-forward.md.
/// </summary>
internal sealed class AwsFilesTransaction(EditFolder folder)
{
    private const int Attempts = 5;

    /// <summary>Writes the files in the order of the changes.</summary>
    /// <returns>The changes that were made: the second file may have been changed meanwhile.</returns>
    /// <remarks>Not canceled once it has begun.</remarks>
    /// <exception cref="FileChangedException">A file is not what was read; both files are as they were.</exception>
    public async Task<IReadOnlyList<FileChange>> ApplyAsync(IReadOnlyList<FileChange> changes, string? subject)
    {
        var journal = Begin(changes, subject, isUndo: false);
        var done = new List<FileChange>();
        try
        {
            foreach (var change in changes)
            {
                done.Add(
                    done.Count == 0
                        ? await WriteAsync(journal.Steps[0], change).ConfigureAwait(false)
                        : await FollowAsync(journal, done.Count, change).ConfigureAwait(false)
                );
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await RollBackAsync(journal, done).ConfigureAwait(false);
            throw;
        }

        folder.Delete(journal);
        return done;
    }

    /// <summary>Puts back what the files were, last one first, if they still are what they became.</summary>
    public async Task UndoAsync(IReadOnlyList<FileChange> changes, string? subject)
    {
        var files = changes.Select(Reread).ToList();
        var journal = Begin(changes, subject, isUndo: true);
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            await RestoreAsync(journal.Steps[i], files[i], changes[i]).ConfigureAwait(false);
        }

        folder.Delete(journal);
    }

    private EditJournal Begin(IReadOnlyList<FileChange> changes, string? subject, bool isUndo)
    {
        var id = RandomNumberGenerator.GetHexString(12, lowercase: true);
        var journal = new EditJournal(
            id,
            subject,
            isUndo,
            [
                .. changes.Select(
                    (change, step) =>
                        change.ToStep(
                            $"{change.File.Target}.roleassist-{id}.tmp",
                            folder.PathOf(EditJournal.CopyName(id, step))
                        )
                ),
            ]
        );
        folder.Write(journal);
        return journal;
    }

    private async Task<FileChange> WriteAsync(JournalStep step, FileChange change)
    {
        await folder
            .Writer.WriteAsync(
                change.File,
                change.Content,
                EditFolder.Places(step, change.Content),
                CancellationToken.None
            )
            .ConfigureAwait(false);
        return change;
    }

    /// <summary>
    /// Writes a further file. If another program has changed it since it was read, the same bytes are removed from what
    /// it is now: the first file has already been written.
    /// </summary>
    private async Task<FileChange> FollowAsync(EditJournal journal, int index, FileChange change)
    {
        var step = journal.Steps[index];
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteAsync(step, change).ConfigureAwait(false);
            }
            catch (FileChangedException) when (attempt < Attempts)
            {
                if (Rebase(change, step) is not { } rebased)
                {
                    throw;
                }

                change = rebased;
                step = change.ToStep(step.Temporary, step.Copy);
                folder.Write(journal with { Steps = [.. journal.Steps.Select((old, i) => i == index ? step : old)] });
            }
        }
    }

    private static FileChange? Rebase(FileChange change, JournalStep step)
    {
        var file = UserFile.Read(change.File.Path, SharedConfigFile.Longest);
        return file.Bytes is { } bytes && RangeFinder.Find(bytes, step.Removed) is { } ranges
            ? new FileChange(
                file,
                RangeFinder.Remove(bytes, ranges),
                [
                    .. ranges.Select(range => new Splice(
                        range.Offset,
                        bytes[range.Offset..(range.Offset + range.Length)],
                        []
                    )),
                ]
            )
            : null;
    }

    private async Task RollBackAsync(EditJournal journal, List<FileChange> done)
    {
        if (done.Count > 0)
        {
            folder.Write(journal with { IsUndo = true });
            for (var i = done.Count - 1; i >= 0; i--)
            {
                await RestoreAsync(journal.Steps[i], Reread(done[i]), done[i]).ConfigureAwait(false);
            }
        }

        folder.Delete(journal);
    }

    private Task RestoreAsync(JournalStep step, UserFile now, FileChange change) =>
        folder.Writer.WriteAsync(
            now,
            change.File.Bytes,
            EditFolder.Places(step, change.Content),
            CancellationToken.None
        );

    /// <summary>Reads a file that was written, and requires that it has not been changed since.</summary>
    private static UserFile Reread(FileChange change)
    {
        var now = UserFile.Read(change.File.Path, SharedConfigFile.Longest);
        return now.Bytes is { } bytes && bytes.AsSpan().SequenceEqual(change.Content)
            ? now
            : throw new FileChangedException(change.File.Path);
    }
}
