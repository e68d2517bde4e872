using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Files;

/// <summary>
/// A file that a person's settings name, open to be read, whatever they have put in its place: a pipe that nobody writes
/// to keeps nobody waiting, and a device without end is not read for ever. A pipe that somebody writes to is a file.
/// </summary>
public sealed partial class UntrustedFile : IDisposable
{
    private const short Readable = 1;

    /// <summary>How long whoever writes to a pipe may take to open it.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long they may take to go on writing: what a <c>credential_process</c> has in all.</summary>
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromMinutes(1);

    /// <summary>How often a pipe is looked at: soon at first, for most writers are there already.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(64);

    private readonly FileStream _file;
    private readonly TimeSpan _openTimeout;

    private UntrustedFile(SafeFileHandle handle, TimeSpan openTimeout) =>
        (_file, _openTimeout) = (new FileStream(handle, FileAccess.Read, bufferSize: 0), openTimeout);

    /// <summary>Whether what it holds comes once, and is gone when it is read.</summary>
    public bool IsPipe => !_file.CanSeek;

    /// <summary><c>O_RDONLY</c>, <c>O_NONBLOCK</c> and <c>O_CLOEXEC</c> (open(2)), which each system numbers in its own way.</summary>
    private static int WithoutWaiting => OperatingSystem.IsMacOS() ? 0x1000004 : 0x80800;

    /// <summary>Opens a file on another thread: a file system that is out of reach keeps its caller waiting in the kernel.</summary>
    /// <inheritdoc cref="File.OpenHandle"/>
    public static Task<UntrustedFile> OpenAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => Open(path, OpenTimeout), cancellationToken).WaitAsync(cancellationToken);

    internal static UntrustedFile Open(string path, TimeSpan openTimeout)
    {
        var full = StartFolder.FullPath(path);
        var descriptor = OperatingSystem.IsWindows() ? -1 : Open(full, WithoutWaiting);

        // What cannot be opened cannot be opened by .NET either, which says why.
        return new UntrustedFile(
            descriptor < 0
                ? File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : new SafeFileHandle(descriptor, ownsHandle: true),
            openTimeout);
    }

    /// <summary>What a text file holds, with or without a byte order mark; null when it is longer than <paramref name="most"/> bytes.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<string?> ReadTextAsync(string path, int most, CancellationToken cancellationToken)
    {
        using var file = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
        if (await file.ReadAsync(most, cancellationToken).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All that it holds; null when it is longer than <paramref name="most"/> bytes.</summary>
    /// <exception cref="IOException">It cannot be read, or is a pipe through which nothing comes.</exception>
    public async Task<byte[]?> ReadAsync(int most, CancellationToken cancellationToken)
    {
        // One more than there is to read, so that a whole file leaves room and is not copied.
        var bytes = new byte[Math.Clamp(IsPipe ? 0 : _file.Length + 1, Math.Min(4096, most + 1), most + 1)];
        var length = 0;
        int read;
        while ((read = await NextAsync(bytes.AsMemory(length), isBegun: length > 0, cancellationToken).ConfigureAwait(false)) > 0)
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

    /// <summary>What it begins with, as far as that comes in one piece; how many bytes that is.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<int> ReadStartAsync(Memory<byte> start, CancellationToken cancellationToken) => NextAsync(start, isBegun: false, cancellationToken);

    public void Dispose() => _file.Dispose();

    private async Task<int> NextAsync(Memory<byte> free, bool isBegun, CancellationToken cancellationToken)
    {
        if (!IsPipe || await SaysAsync(_openTimeout, cancellationToken).ConfigureAwait(false))
        {
            return await ReadSomeAsync(free, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var read = await ReadSomeAsync(free, cancellationToken).ConfigureAwait(false);
            return read > 0 || isBegun ? read : throw new IOException("it is a pipe that nobody writes to.");
        }
        catch (IOException silent) when (UnixErrors.IsWouldBlock(silent))
        {
            // It has a writer, which has nothing to say yet.
            return await SaysAsync(WriteTimeout, cancellationToken).ConfigureAwait(false)
                ? await ReadSomeAsync(free, cancellationToken).ConfigureAwait(false)
                : throw new IOException("it is a pipe whose writer says nothing.");
        }
    }

    /// <summary>Reads on a thread of the pool, which is left behind where the file system does not answer.</summary>
    private Task<int> ReadSomeAsync(Memory<byte> free, CancellationToken cancellationToken) =>
        _file.ReadAsync(free, cancellationToken).AsTask().WaitAsync(cancellationToken);

    /// <summary>Whether there is something to read, be it the end, or comes before long. It keeps no thread waiting.</summary>
    private async Task<bool> SaysAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var start = Stopwatch.GetTimestamp();
        for (var pause = ShortestPause; !IsReadable(); pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            if (Stopwatch.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private bool IsReadable()
    {
        var pipe = new Watched { File = (int)_file.SafeFileHandle.DangerousGetHandle(), Wanted = Readable };
        return Poll(ref pipe, 1, milliseconds: 0) > 0;
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
