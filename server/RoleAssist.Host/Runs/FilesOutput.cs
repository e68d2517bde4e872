using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Writes the output of each command, unchanged, into files of its own: <c>ACCOUNT-REGION.stdout.log</c> and
/// <c>.stderr.log</c>. A command that prints nothing has no file.
/// </summary>
internal sealed class FilesOutput : IRunOutput
{
    private readonly string _folder;
    private readonly Lock _lock = new();

    /// <summary>Some file systems do not tell upper from lower case.</summary>
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the folder cannot be created.
    /// </exception>
    public FilesOutput(string folder)
    {
        try
        {
            _folder = Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The folder for the output cannot be created: {fault.Message}",
                inner: fault
            );
        }
    }

    public IItemOutput Open(RunItem item) => new ItemFiles(Path.Combine(_folder, FileNameOf(item)));

    public void Close(RunResult result, IItemOutput? output) => (output as ItemFiles)?.Dispose();

    public void CloseAccount(int account) { }

    public void Dispose() { }

    /// <summary>
    /// Names come from outside: what is not a letter, a digit or a dash becomes a dash. An account may occur twice, with
    /// another role, and must not share a file.
    /// </summary>
    private string FileNameOf(RunItem item)
    {
        var name = item.Account.Target.Profile ?? item.Account.Id ?? item.Account.Name;
        var text = item.Region is null ? name : $"{name}-{item.Region}";
        var safe = string.Concat(
            text.Select(character =>
                char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-'
            )
        );

        var number = $"-{item.Order.Account + 1}";
        lock (_lock)
        {
            var free = safe == text && safe.Length > 0 && safe[0] != '.' ? safe : safe.TrimStart('.') + number;
            while (!_names.Add(free))
            {
                free += number;
            }

            return free;
        }
    }

    private sealed class ItemFiles(string path) : IItemOutput, IDisposable
    {
        private FileStream? _output;
        private FileStream? _error;

        public void Write(bool isError, ReadOnlySpan<byte> bytes)
        {
            var file = isError
                ? _error ??= File.Create($"{path}.stderr.log")
                : _output ??= File.Create($"{path}.stdout.log");
            file.Write(bytes);
        }

        public void Dispose()
        {
            _output?.Dispose();
            _error?.Dispose();
        }
    }
}
