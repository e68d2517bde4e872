using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig.Editing;

internal enum StepState
{
    Before,
    After,
    Unknown,
}

/// <summary>What a crash has left of the change of one file.</summary>
internal sealed class InterruptedStep
{
    private readonly bool _isUndo;
    private JournalStep _step;
    private UserFile _file;
    private List<JournalRange>? _ranges;

    private InterruptedStep(JournalStep step, bool isUndo)
    {
        (_step, _isUndo) = (step, isUndo);
        _file = Read();
    }

    public StepState State { get; private set; }

    /// <summary>Whether the file, as it is now, becomes what it was by taking bytes away.</summary>
    public bool CanRemove => State == StepState.After && _step.Removed.Count == 0 && _ranges is not null;

    private byte[] Bytes => _file.Bytes ?? [];

    private string? Now => _file.Bytes is { } bytes ? FileChange.Hash(bytes) : null;

    public static InterruptedStep Examine(JournalStep step, bool isUndo) => new(step, isUndo);

    /// <summary>Completes a write that was interrupted, and deletes the files that it needed.</summary>
    public async Task CleanAsync(UserFileWriter writer)
    {
        ReturnSwapped();
        if (Now != _step.Before && Now != _step.After && TornContent() is { } content)
        {
            await writer
                .WriteAsync(_file, content, EditFolder.Places(_step, content), CancellationToken.None)
                .ConfigureAwait(false);
        }

        File.Delete(_step.Temporary);
        File.Delete(_step.Copy);
        _file = Read();
        Judge();
    }

    /// <summary>Returns the step as <see cref="RemoveAsync"/> will do it.</summary>
    public JournalStep ForRemoval()
    {
        var removed = FileChange.Hash(Removed());
        return State == StepState.Before
            ? _step = _step with { Before = Now, After = removed, Removed = _ranges! }
            : _step = _step with { Before = _step.Before is null ? null : removed, After = Now!, Added = _ranges! };
    }

    /// <summary>Takes away what the edit removes, or what it added.</summary>
    public Task RemoveAsync(UserFileWriter writer)
    {
        var content = Removed();
        var after = State == StepState.Before ? content : Bytes;
        var isCreated = State == StepState.After && _step.Before is null && content.Length == 0;
        return writer.WriteAsync(
            _file,
            isCreated ? null : content,
            EditFolder.Places(_step, after),
            CancellationToken.None
        );
    }

    private byte[] Removed() => RangeFinder.Remove(Bytes, _ranges!);

    private UserFile Read() => UserFile.Read(_step.Target, SharedConfigFile.Longest);

    /// <summary>
    /// If the files were swapped and the one that came out is not the one that was read, another program wrote it at
    /// the last moment: it goes back.
    /// </summary>
    private void ReturnSwapped()
    {
        var (replaced, current) = _isUndo ? (_step.After, _step.Before) : (_step.Before, _step.After);
        if (
            replaced is not null
            && Now == current
            && File.Exists(_step.Temporary)
            && FileChange.Hash(File.ReadAllBytes(_step.Temporary)) != replaced
        )
        {
            File.Move(_step.Temporary, _step.Target, overwrite: true);
            _file = Read();
        }
    }

    /// <summary>
    /// Returns the content for a file that was being written in place; null if it was not, or if somebody has changed
    /// it since: then some byte is of neither version.
    /// </summary>
    private byte[]? TornContent()
    {
        if (!File.Exists(_step.Copy) || PrivateFile.Objection(_step.Copy) is not null)
        {
            return null;
        }

        var after = File.ReadAllBytes(_step.Copy);
        return FileChange.Hash(after) == _step.After && IsMixture(Bytes, after) ? after : null;
    }

    private bool IsMixture(byte[] torn, byte[] after)
    {
        var before = OldBytes(after);
        if (torn.Length < Math.Min(before.Length, after.Length) || torn.Length > Math.Max(before.Length, after.Length))
        {
            return false;
        }

        for (var i = 0; i < torn.Length; i++)
        {
            var isNew = i < after.Length && torn[i] == after[i];
            var isOld = i < before.Length && (before[i] is not { } known || torn[i] == known);
            if (!isNew && !isOld)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Rebuilds the old content from the new one; a byte that was removed is not known.</summary>
    private byte?[] OldBytes(byte[] after)
    {
        var old = new List<byte?>(RangeFinder.Remove(after, _step.Added).Select(known => (byte?)known));
        foreach (var range in _step.Removed)
        {
            old.InsertRange(Math.Min(range.Offset, old.Count), Enumerable.Repeat((byte?)null, range.Length));
        }

        return [.. old];
    }

    private void Judge()
    {
        if (Now == _step.Before)
        {
            (State, _ranges) = (StepState.Before, [.. _step.Removed]);
        }
        else if (Now == _step.After)
        {
            (State, _ranges) = (StepState.After, [.. _step.Added]);
        }
        else if (_step.Added.Count > 0)
        {
            // Somebody has changed the file since. What the edit added is there, or it is not.
            _ranges = RangeFinder.Find(Bytes, _step.Added);
            State =
                _ranges is not null ? StepState.After
                : RangeFinder.ContainsAny(Bytes, _step.Added) ? StepState.Unknown
                : StepState.Before;
        }
        else
        {
            _ranges = RangeFinder.Find(Bytes, _step.Removed);
            State =
                _ranges is not null ? StepState.Before
                : RangeFinder.ContainsAny(Bytes, _step.Removed) ? StepState.Unknown
                : StepState.After;
        }
    }
}
