using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// Changes the user's AWS files. Every byte that an edit is not about stays; a file that another program changes at the
/// same time is read again; and an interrupted change is completed or undone by <see cref="RepairAsync"/>.
/// </summary>
public sealed class AwsFilesEditor
{
    private const int Attempts = 5;

    /// <summary>How often an empty file is read again: programs truncate a file before they write it.</summary>
    private const int Doubts = 2;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private readonly SharedConfigFiles _files;
    private readonly string _home;
    private readonly TimeProvider _time;
    private readonly EditFolder _folder;

    /// <param name="files">The paths of the two files.</param>
    /// <param name="home">The user's home folder.</param>
    /// <param name="stateFile">Returns the full path of a file in the folder for state, and creates the folder.</param>
    /// <param name="time">The time, for waits.</param>
    public AwsFilesEditor(SharedConfigFiles files, string home, Func<string, string> stateFile, TimeProvider time)
        : this(files, home, stateFile, time, reach: null) { }

    internal AwsFilesEditor(
        SharedConfigFiles files,
        string home,
        Func<string, string> stateFile,
        TimeProvider time,
        Action<WriteStep>? reach
    ) => (_files, _home, _time, _folder) = (files, home, time, new EditFolder(stateFile, time, reach));

    /// <summary>Gets the paths of the two files.</summary>
    internal SharedConfigFiles Files => _files;

    /// <summary>Makes a change. A write that has begun is not canceled.</summary>
    /// <exception cref="RoleAssistException">The change was not made.</exception>
    public Task<AppliedEdit> ApplyAsync(AwsFilesChange change, CancellationToken cancellationToken) =>
        ChangeAsync((change.Config.Count > 0, change.Credentials.Count > 0), (_, _) => change, cancellationToken);

    /// <summary>
    /// Moves a profile's keys out of the files: the config file gets the settings of the move, and what the section of
    /// the credentials file holds besides the keys; then the credentials file loses the section. The config file comes
    /// first, so at every moment some tool finds credentials, and the keys disappear last.
    /// </summary>
    /// <inheritdoc cref="ApplyAsync"/>
    public Task<AppliedEdit> MoveKeysAsync(KeyMove move, CancellationToken cancellationToken) =>
        ChangeAsync(
            (true, true),
            (config, credentials) => KeyMovePlan.Create(move, config, credentials),
            cancellationToken
        );

    /// <summary>
    /// Completes or undoes the changes that were interrupted. Changes with a subject are completed if it still exists,
    /// and else undone if that is possible.
    /// </summary>
    /// <param name="canFinish">Whether a subject still exists; null if that cannot be found out now.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    public Task<IReadOnlyList<RepairedEdit>> RepairAsync(
        Func<string, CancellationToken, ValueTask<bool>>? canFinish,
        CancellationToken cancellationToken
    ) => LockedAsync(() => new AwsFilesRepair(_folder, canFinish).RunAsync(cancellationToken), cancellationToken);

    /// <summary>Returns the number of changes that were interrupted.</summary>
    public int CountInterrupted()
    {
        try
        {
            return EditJournal.Find(_folder.Path).Length;
        }
        catch (Exception fault) when (IsFileFault(fault))
        {
            // In a folder that cannot be used, no edit has begun.
            return 0;
        }
    }

    internal Task UndoAsync(AppliedEdit edit, CancellationToken cancellationToken) =>
        LockedAsync(
            async () =>
            {
                await new AwsFilesTransaction(_folder).UndoAsync(edit.Changes, edit.Subject).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Takes a change of an earlier process back.</summary>
    /// <returns>False if the file has been changed since; nothing is written then.</returns>
    internal Task<bool> RevertAsync(EditUndo undo, CancellationToken cancellationToken) =>
        LockedAsync(
            async () =>
            {
                await new AwsFilesRepair(_folder, canFinish: null).RunAsync(cancellationToken).ConfigureAwait(false);
                if (undo.Revert(Read(undo.Path)) is not { } change)
                {
                    return false;
                }

                await new AwsFilesTransaction(_folder).ApplyAsync([change], subject: null).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    private Task<AppliedEdit> ChangeAsync(
        (bool Config, bool Credentials) needed,
        Func<ConfigSyntaxTree, ConfigSyntaxTree, AwsFilesChange> plan,
        CancellationToken cancellationToken
    ) =>
        LockedAsync(
            async () =>
            {
                await new AwsFilesRepair(_folder, canFinish: null).RunAsync(cancellationToken).ConfigureAwait(false);
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        return await TryAsync(needed, plan, isSure: attempt > Doubts).ConfigureAwait(false);
                    }
                    catch (FileChangedException) when (attempt < Attempts)
                    {
                        // Another program writes the files too: read what it has written.
                        await Task.Delay(RetryDelay, _time, cancellationToken).ConfigureAwait(false);
                    }
                }
            },
            cancellationToken
        );

    /// <summary>Reads only the files that are needed: a fault of the other one does not matter.</summary>
    private async Task<AppliedEdit> TryAsync(
        (bool Config, bool Credentials) needed,
        Func<ConfigSyntaxTree, ConfigSyntaxTree, AwsFilesChange> plan,
        bool isSure
    )
    {
        var config = needed.Config ? Read(_files.Config) : null;
        var credentials = needed.Credentials ? Read(_files.Credentials) : null;
        foreach (var empty in new[] { config, credentials }.Where(file => file is { Bytes.Length: 0 } && !isSure))
        {
            throw new FileChangedException(empty!.Path);
        }

        var change = plan(Parse(config), Parse(credentials));
        List<(UserFile File, SharedConfigFileKind Kind)> read = [];
        var changes = new List<FileChange?>();
        foreach (
            var (file, kind, edits) in new[]
            {
                (config, SharedConfigFileKind.Config, change.Config),
                (credentials, SharedConfigFileKind.Credentials, change.Credentials),
            }
        )
        {
            if (change.HasSecrets && file is not null)
            {
                Require(file);
            }

            changes.Add(file is null ? null : FileChange.Create(file, kind, edits));
            read.AddRange(file is null ? [] : [(file, kind)]);
        }

        var ordered = Order(changes[0], changes[1]);
        var made =
            ordered.Count == 0
                ? ordered
                : await new AwsFilesTransaction(_folder).ApplyAsync(ordered, change.Subject).ConfigureAwait(false);
        return new AppliedEdit(this, [.. read], made, change.Subject);
    }

    private static IReadOnlyList<FileChange> Order(FileChange? config, FileChange? credentials) =>
        (config, credentials) switch
        {
            (null, null) => [],
            ({ } only, null) => [only],
            (null, { } only) => [only],
            (_, { IsRemoval: true }) => [config, credentials],
            ({ IsRemoval: true }, _) => [credentials, config],
            _ => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "A change cannot add lines to both AWS files at once."
            ),
        };

    private static UserFile Read(string path)
    {
        var file = Guard(path, () => UserFile.Read(path, SharedConfigFile.Longest));
        return LosslessUtf8.IsUtf16(file.Bytes)
            ? throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                $"The AWS file {path} is written in UTF-16, which AWS' tools do not read.",
                "Save it as UTF-8 without a byte order mark."
            )
            : file;
    }

    private static ConfigSyntaxTree Parse(UserFile? file) =>
        ConfigSyntaxTree.Parse(LosslessUtf8.Decode(file?.Bytes ?? []));

    private void Require(UserFile file)
    {
        if (file.Objection(_home) is { } objection)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                $"The AWS file {file.Path} {objection}. RoleAssist does not move keys in such a file.",
                "Edit it by hand, or replace it by a file of your own in your home folder."
            );
        }
    }

    private async Task<T> LockedAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            using var held = await _folder.LockAsync(cancellationToken).ConfigureAwait(false);
            return await Task.Run(action, cancellationToken).ConfigureAwait(false);
        }
        catch (HalfWrittenException fault)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                fault.Message,
                "RoleAssist completes it the next time that it changes the AWS files.",
                fault
            );
        }
        catch (Exception fault) when (IsFileFault(fault))
        {
            throw CannotBeWritten("The AWS files cannot be changed", fault);
        }
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception fault) when (IsFileFault(fault))
        {
            throw CannotBeWritten($"The AWS file {path} cannot be written", fault);
        }
    }

    private static bool IsFileFault(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or NotSupportedException;

    private static RoleAssistException CannotBeWritten(string what, Exception fault) =>
        new(
            ErrorCode.ConfigurationUnreadable,
            $"{what}: {fault.Message}",
            fault is FileChangedException
                ? "Close the other program, or try again in a moment."
                : "Check that it is a file and that you can write to it.",
            fault
        );
}
