using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// Reads and writes an open file with read(2) and write(2). Unlike <see cref="FileStream"/>, it advances the position
/// that the file shares with other processes, such as the next command of a script whose output is redirected.
/// </summary>
public sealed partial class UnixStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int NotOpen = 9;
    private const int BrokenPipe = 32;
    private const short Readable = 1;
    private const short Writable = 4;
    private const int NoTimeout = -1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    public override int Read(Span<byte> buffer)
    {
        nint read;
        while ((read = Read(descriptor, buffer, (nuint)buffer.Length)) < 0)
        {
            PrepareRetry(Marshal.GetLastPInvokeError(), Readable);
        }

        return (int)read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <remarks>A closed reader is not an error.</remarks>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = Write(descriptor, buffer, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == BrokenPipe)
            {
                return;
            }

            PrepareRetry(error, Writable);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Returns when the call can be retried: another process may have made the file non-blocking.</summary>
    private void PrepareRetry(int error, short wanted)
    {
        if (error == WouldBlock)
        {
            var file = new Watched { File = descriptor, Wanted = wanted };
            _ = Poll(ref file, 1, NoTimeout);
        }
        else if (error != Interrupted)
        {
            var reason = Marshal.GetPInvokeErrorMessage(error);
            throw error == NotOpen ? new UnauthorizedAccessException(reason) : new IOException(reason, error);
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int file, Span<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int file, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Watched file, nuint count, int milliseconds);

    /// <summary><c>struct pollfd</c> (poll(2)).</summary>
    private struct Watched
    {
        public int File;
        public short Wanted;
        public short Found;
    }
}
