using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Aws.Files;

/// <summary>
/// A file that a person's settings name, open to be read, whatever they have put in its place: a pipe that nobody writes
/// to keeps nobody waiting, and a device without end is not read for ever. A pipe that somebody writes to is a file.
/// </summary>
public sealed partial class ForeignFile : IDisposable
{
    private const short Readable = 1;

    /// <summary>How long whoever writes to a pipe may take to open it.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long they may take to go on writing: what a <c>credential_process</c> has in all.</summary>
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromMinutes(1);

    /// <summary>How soon somebody who gives up is heard.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;
    private readonly TimeSpan _openTimeout;

    private ForeignFile(SafeFileHandle handle, TimeSpan openTimeout) =>
        (_file, _openTimeout) = (new FileStream(handle, FileAccess.Read, bufferSize: 0), openTimeout);

    /// <summary>Whether what it holds comes once, and is gone when it is read.</summary>
    public bool IsPipe => !_file.CanSeek;

    /// <summary><c>O_RDONLY</c>, <c>O_NONBLOCK</c> and <c>O_CLOEXEC</c> (open(2)), which each system numbers in its own way.</summary>
    private static int WithoutWaiting => OperatingSystem.IsMacOS() ? 0x1000004 : 0x80800;

    /// <inheritdoc cref="File.OpenHandle"/>
    public static ForeignFile Open(string path) => Open(path, OpenTimeout);

    internal static ForeignFile Open(string path, TimeSpan openTimeout)
    {
        var full = Path.GetFullPath(path);
        var descriptor = OperatingSystem.IsWindows() ? -1 : Open(full, WithoutWaiting);

        // What cannot be opened cannot be opened by .NET either, which says why.
        return new ForeignFile(
            descriptor < 0
                ? File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : new SafeFileHandle(descriptor, ownsHandle: true),
            openTimeout);
    }

    /// <summary>What a text file holds, with or without a byte order mark; null when it is longer than <paramref name="most"/> bytes.</summary>
    /// <inheritdoc cref="Read"/>
    public static string? ReadText(string path, int most, CancellationToken cancellationToken = default)
    {
        using var file = Open(path);
        if (file.Read(most, cancellationToken) is not { } bytes)
        {
            return null;
        }

        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>All that it holds; null when it is longer than <paramref name="most"/> bytes.</summary>
    /// <exception cref="IOException">It cannot be read, or is a pipe through which nothing comes.</exception>
    public byte[]? Read(int most, CancellationToken cancellationToken = default)
    {
        // One more than there is to read, so that a whole file leaves room and is not copied.
        var bytes = new byte[Math.Clamp(IsPipe ? 0 : _file.Length + 1, Math.Min(4096, most + 1), most + 1)];
        var length = 0;
        int read;
        while ((read = Next(bytes.AsSpan(length), isBegun: length > 0, cancellationToken)) > 0)
        {
            length += read;
            if (length > most)
            {
                return null;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(length * 2, most) + 1);
            }
        }

        return bytes[..length];
    }

    public void Dispose() => _file.Dispose();

    private int Next(Span<byte> free, bool isBegun, CancellationToken cancellationToken)
    {
        if (!IsPipe || Says(_openTimeout, cancellationToken))
        {
            return _file.Read(free);
        }

        try
        {
            var read = _file.Read(free);
            return read > 0 || isBegun ? read : throw new IOException("it is a pipe that nobody writes to.");
        }
        catch (IOException silent) when (UnixErrors.IsWouldBlock(silent))
        {
            // Somebody does, who has nothing to say yet.
            return Says(WriteTimeout, cancellationToken) ? _file.Read(free) : throw new IOException("it is a pipe whose writer says nothing.");
        }
    }

    /// <summary>Whether there is something to read, be it the end, or comes before long.</summary>
    private bool Says(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var pipe = new Watched { File = (int)_file.SafeFileHandle.DangerousGetHandle(), Wanted = Readable };
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < timeout;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Poll(ref pipe, 1, (int)Slice.TotalMilliseconds) > 0)
            {
                return true;
            }
        }

        return false;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

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
