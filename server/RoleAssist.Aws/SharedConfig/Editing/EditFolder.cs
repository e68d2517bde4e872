using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>The journals of edits, in the folder for RoleAssist's state, and the lock that edits take.</summary>
/// <param name="filePath">Returns the full path of a file in the folder, and creates the folder.</param>
/// <param name="time">The time, for the wait.</param>
/// <param name="reach">Called before each change, for tests.</param>
internal sealed class EditFolder(Func<string, string> filePath, TimeProvider time, Action<WriteStep>? reach)
{
    private const string Lock = "aws-edit.lock";

    /// <summary>Longer than an edit takes, even with retries.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public UserFileWriter Writer { get; } = new(time, reach);

    public string Path => System.IO.Path.GetDirectoryName(filePath(Lock))!;

    public string PathOf(string name) => filePath(name);

    /// <summary>Waits until no other process of RoleAssist edits the files.</summary>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LockedFile.OpenAsync(filePath(Lock), Timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException held) when (LockedFile.IsHeld(held))
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                "Another RoleAssist process is changing the AWS files.",
                "Try again in a moment.",
                held
            );
        }
    }

    public void Write(EditJournal journal)
    {
        reach?.Invoke(WriteStep.WriteJournal);
        journal.Write(PathOf(EditJournal.FileName(journal.Id)));
    }

    public void Delete(EditJournal journal)
    {
        reach?.Invoke(WriteStep.DeleteJournal);
        File.Delete(PathOf(EditJournal.FileName(journal.Id)));
    }

    public static WritePlaces Places(JournalStep step, byte[] after) => new(step.Temporary, step.Copy, after);
}
