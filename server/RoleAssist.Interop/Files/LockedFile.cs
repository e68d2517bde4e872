using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Files;

/// <summary>
/// Opens a file that several processes write, so that one at a time has it. The lock is the operating system's: a
/// process that dies lets go of it.
/// </summary>
public static class LockedFile
{
    private const int SharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Opens it, once no other process has it.</summary>
    /// <exception cref="IOException">It cannot be opened, or another process has had it for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static async Task<FileStream> OpenAsync(string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(path);
            }
            catch (IOException held) when (IsHeld(held) && time.GetElapsedTime(start) < timeout)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Likewise, without waiting.</summary>
    public static FileStream Open(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, PrivateFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));
        }

        while (true)
        {
            if (OwnFile.OpenExclusive(path) is { } existing)
            {
                return existing;
            }

            try
            {
                // Fails on whatever is there by now, a link that leads nowhere too.
                return new FileStream(path, PrivateFile.Options(FileMode.CreateNew, FileAccess.ReadWrite));
            }
            catch (IOException fault) when (UnixErrors.IsExists(fault))
            {
                // It is opened then, unless the process that had it has removed it in the meantime.
            }
        }
    }

    /// <summary>Opens a file that exists only as long as a process has it, once no other process does.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<IDisposable> OpenTemporaryAsync(string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var file = await OpenAsync(path, timeout, time, cancellationToken).ConfigureAwait(false);

            // Between opening and locking, the process that had it may have removed it.
            if (OperatingSystem.IsWindows() || UnixFileStatus.Get(path) is { } now && now.IsSameFileAs(UnixFileStatus.Get(file.SafeFileHandle)))
            {
                return new Temporary(file);
            }

            await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether another process has it. Nothing else passes by waiting: a disk that is full or may not be written stays so.</summary>
    public static bool IsHeld(IOException fault) => fault.HResult == SharingViolation || UnixErrors.IsWouldBlock(fault);

    private sealed class Temporary(FileStream file) : IDisposable
    {
        public void Dispose()
        {
            if (OperatingSystem.IsWindows())
            {
                file.Dispose();
                Remove();
                return;
            }

            // While it is still locked: whoever has opened it meanwhile sees that it is gone.
            Remove();
            file.Dispose();
        }

        private void Remove()
        {
            try
            {
                File.Delete(file.Name);
            }
            catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
            {
                // Another process has it on Windows, or the folder may not be written any more.
            }
        }
    }
}
