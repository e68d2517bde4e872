using RoleAssist.Core.Accounts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Writes the output of each command, unchanged, into files of its own: <c>ACCOUNT-REGION.stdout.log</c> and
/// <c>.stderr.log</c>. A command that prints nothing has no file, also if an earlier run has left one. Only this user
/// can read them.
/// </summary>
internal sealed class FilesOutput : IRunOutput
{
    private readonly string _folder;
    private readonly OutputNames _names;

    /// <param name="folder">The folder, which is created if necessary.</param>
    /// <param name="accounts">All accounts of the run.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the folder cannot be created, or others could replace its files.
    /// </exception>
    public FilesOutput(string folder, IEnumerable<SelectedAccount> accounts)
    {
        _names = new OutputNames(accounts);
        try
        {
            _folder = Path.GetFullPath(folder);
        }
        catch (ArgumentException fault)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The folder for the output cannot be created: {fault.Message}",
                inner: fault
            );
        }

        if (PrivateFolder.Make(_folder, PrivateFolder.Writing) is { } objection)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The folder for the output, {_folder}, {objection}.",
                "Name a folder that only you can write to."
            );
        }
    }

    public IItemOutput Open(RunItem item) => new ItemFiles(this, Path.Combine(_folder, _names.Of(item)));

    public void Close(RunResult result, IItemOutput? output)
    {
        // What was not started has printed nothing.
        using var files = output as ItemFiles ?? (ItemFiles)Open(result.Item);
    }

    public void CloseAccount(int account) { }

    public void Dispose() { }

    private T Try<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw StorageFaults.Describe(
                fault,
                $"The output cannot be written to {_folder}",
                "name another folder: --output files:DIR"
            );
        }
    }

    private sealed class ItemFiles : IItemOutput, IDisposable
    {
        private readonly FilesOutput _output;
        private readonly string _path;
        private readonly FileStream?[] _files = new FileStream?[2];

        public ItemFiles(FilesOutput output, string path)
        {
            (_output, _path) = (output, path);
            _output.Try(() => PrivateFile.Remove(PathOf(isError: false)) & PrivateFile.Remove(PathOf(isError: true)));
        }

        public void Write(bool isError, ReadOnlySpan<byte> bytes)
        {
            ref var file = ref _files[isError ? 1 : 0];
            file ??= _output.Try(() => PrivateFile.Open(PathOf(isError), FileMode.CreateNew, share: FileShare.Read));
            try
            {
                file.Write(bytes);
            }
            catch (IOException fault)
            {
                _output.Try<bool>(() => throw fault);
            }
        }

        public void Dispose()
        {
            foreach (var file in _files)
            {
                file?.Dispose();
            }
        }

        private string PathOf(bool isError) => $"{_path}.{(isError ? "stderr" : "stdout")}.log";
    }
}
