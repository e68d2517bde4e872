using RoleAssist.Core.Errors;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Keeps the output of commands until it is printed: in a temporary file that only this process can open, and that is
/// gone when it ends, so that memory stays bounded however much is printed. The file consists of blocks, which are used
/// again as soon as their output was printed: it grows no larger than what waits at a time.
/// </summary>
internal sealed class OutputSpool : IDisposable
{
    public const int BlockSize = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Stack<long> _free = new();
    private FileStream? _file;
    private long _length;

    /// <summary>Returns the place of a block that nothing else uses.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>: there is no file.</exception>
    public long Take()
    {
        lock (_lock)
        {
            _file ??= Try(PrivateFile.CreateTemporary);
            if (_free.TryPop(out var block))
            {
                return block;
            }

            _length += BlockSize;
            return _length - BlockSize;
        }
    }

    /// <summary>Gives blocks back. If no other is used, so is the space on the disk.</summary>
    public void Free(IEnumerable<long> blocks)
    {
        lock (_lock)
        {
            foreach (var block in blocks)
            {
                _free.Push(block);
            }

            if (_file is not null && _free.Count == _length / BlockSize)
            {
                _file.SetLength(0);
                _free.Clear();
                _length = 0;
            }
        }
    }

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>: there is no space left.
    /// </exception>
    public void Write(long place, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_file!.SafeFileHandle, bytes, place);
        }
        catch (IOException fault)
        {
            throw Fault(fault);
        }
    }

    /// <summary>Reads some bytes and returns their number; 0 if there are none.</summary>
    public int Read(long place, Span<byte> bytes) => RandomAccess.Read(_file!.SafeFileHandle, bytes, place);

    public void Dispose() => _file?.Dispose();

    private static FileStream Try(Func<FileStream> create)
    {
        try
        {
            return create();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault(fault);
        }
    }

    private static RoleAssistException Fault(Exception fault) =>
        StorageFaults.Describe(
            fault,
            $"The output of the commands cannot be kept in {Path.GetTempPath()} until it is printed",
            $"set {(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR")} to another folder"
        );
}
