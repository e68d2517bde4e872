using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Files;

/// <summary>
/// A file whose path comes from the user's settings, opened for reading. Whatever is at the path, a read does not block
/// or run forever: a pipe without a writer times out, and an endless device is cut off. A pipe with a writer is read
/// like a file.
/// </summary>
public sealed partial class UntrustedFile : IDisposable
{
    private const short Readable = 1;

    /// <summary>How long a pipe may be without a writer.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long a pipe's writer may delay: as long as a <c>credential_process</c> may run in total.</summary>
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromMinutes(1);

    /// <summary>The polling interval of a pipe: short at first because most writers are already there.</summary>
    private static readonly TimeSpan MinDelay = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(64);

    private readonly FileStream _file;
    private readonly TimeSpan _openTimeout;

    private UntrustedFile(SafeFileHandle handle, TimeSpan openTimeout) =>
        (_file, _openTimeout) = (new FileStream(handle, FileAccess.Read, bufferSize: 0), openTimeout);

    /// <summary>Whether the content can be read only once.</summary>
    public bool IsPipe => !_file.CanSeek;

    /// <summary>Gets the length in bytes, 0 for a device; null for a pipe.</summary>
    public long? Length => IsPipe ? null : _file.Length;

    /// <summary>
    /// <c>O_RDONLY</c>, <c>O_NONBLOCK</c> and <c>O_CLOEXEC</c> (open(2)), whose values differ between systems.
    /// </summary>
    private static int OpenFlags => OperatingSystem.IsMacOS() ? 0x1000004 : 0x80800;

    /// <summary>
    /// Opens a file on a thread pool thread, because an unreachable file system blocks the caller in the kernel.
    /// </summary>
    /// <inheritdoc cref="File.OpenHandle"/>
    public static Task<UntrustedFile> OpenAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => Open(path, OpenTimeout), cancellationToken).WaitAsync(cancellationToken);

    internal static UntrustedFile Open(string path, TimeSpan openTimeout)
    {
        var full = StartFolder.FullPath(path);
        var descriptor = OperatingSystem.IsWindows() ? -1 : Open(full, OpenFlags);

        // If open(2) fails, so does .NET, with a proper error.
        return new UntrustedFile(
            descriptor < 0
                ? File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : new SafeFileHandle(descriptor, ownsHandle: true),
            openTimeout
        );
    }

    /// <summary>
    /// Reads a text file, with or without a byte order mark; returns null if it is longer than <paramref name="most"/>
    /// bytes.
    /// </summary>
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

    /// <summary>Reads the whole file; returns null if it is longer than <paramref name="most"/> bytes.</summary>
    /// <exception cref="IOException">The file cannot be read, or it is a pipe without data.</exception>
    public async Task<byte[]?> ReadAsync(int most, CancellationToken cancellationToken)
    {
        // One byte more than the file's length, so that a whole file leaves room and is not copied.
        var bytes = new byte[Math.Clamp(IsPipe ? 0 : _file.Length + 1, Math.Min(4096, most + 1), most + 1)];
        var length = 0;
        int read;
        while (
            (
                read = await ReadNextAsync(bytes.AsMemory(length), hasData: length > 0, cancellationToken)
                    .ConfigureAwait(false)
            ) > 0
        )
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

    /// <summary>
    /// Reads the beginning of the file, as far as one read returns it, and returns the number of bytes.
    /// </summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<int> ReadStartAsync(Memory<byte> start, CancellationToken cancellationToken) =>
        ReadNextAsync(start, hasData: false, cancellationToken);

    public void Dispose() => _file.Dispose();

    private async Task<int> ReadNextAsync(Memory<byte> free, bool hasData, CancellationToken cancellationToken)
    {
        if (!IsPipe || await WaitForDataAsync(_openTimeout, cancellationToken).ConfigureAwait(false))
        {
            return await ReadSomeAsync(free, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var read = await ReadSomeAsync(free, cancellationToken).ConfigureAwait(false);
            return read > 0 || hasData ? read : throw new IOException("it is a pipe without a writer.");
        }
        catch (IOException fault) when (UnixErrors.IsWouldBlock(fault))
        {
            // The pipe has a writer that has not written yet.
            return await WaitForDataAsync(WriteTimeout, cancellationToken).ConfigureAwait(false)
                ? await ReadSomeAsync(free, cancellationToken).ConfigureAwait(false)
                : throw new IOException("it is a pipe whose writer sent no data in time.");
        }
    }

    /// <summary>Reads on a thread pool thread, which is abandoned if the file system does not respond.</summary>
    private Task<int> ReadSomeAsync(Memory<byte> free, CancellationToken cancellationToken) =>
        _file.ReadAsync(free, cancellationToken).AsTask().WaitAsync(cancellationToken);

    /// <summary>
    /// Waits until data or the end of the file is available, without blocking a thread; returns false on a timeout.
    /// </summary>
    private async Task<bool> WaitForDataAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var start = Stopwatch.GetTimestamp();
        for (var delay = MinDelay; !IsReadable(); delay = delay < MaxDelay ? delay * 2 : MaxDelay)
        {
            if (Stopwatch.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
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
