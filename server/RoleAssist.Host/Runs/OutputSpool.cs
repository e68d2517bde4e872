using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Keeps the output of commands until it is printed: in a temporary file that only this process can open, and that is
/// gone when it ends, so that memory stays bounded however much is printed.
/// </summary>
internal sealed class OutputSpool : IDisposable
{
    private readonly Lock _lock = new();
    private FileStream? _file;
    private long _length;

    /// <summary>Appends bytes and returns where they are.</summary>
    public Piece Append(bool isError, ReadOnlySpan<byte> bytes)
    {
        long start;
        lock (_lock)
        {
            _file ??= PrivateFile.CreateTemporary();
            start = _length;
            _length += bytes.Length;
        }

        RandomAccess.Write(_file.SafeFileHandle, bytes, start);
        return new Piece(isError, start, bytes.Length);
    }

    /// <summary>Reads a piece in parts.</summary>
    public void Read(Piece piece, SpanAction take)
    {
        var buffer = new byte[Math.Min(piece.Length, 64 * 1024)];
        for (var done = 0; done < piece.Length; )
        {
            var read = RandomAccess.Read(
                _file!.SafeFileHandle,
                buffer.AsSpan(0, Math.Min(buffer.Length, piece.Length - done)),
                piece.Start + done
            );
            if (read == 0)
            {
                return;
            }

            take(buffer.AsSpan(0, read));
            done += read;
        }
    }

    public void Dispose() => _file?.Dispose();

    public delegate void SpanAction(ReadOnlySpan<byte> bytes);

    /// <summary>Some bytes that a command printed.</summary>
    public readonly record struct Piece(bool IsError, long Start, int Length);
}
