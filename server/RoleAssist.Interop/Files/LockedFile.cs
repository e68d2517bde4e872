using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Files;

/// <summary>
/// Opens a file that several processes write, with exclusive access. The operating system holds the lock, so it is
/// released if the process dies.
/// </summary>
public static class LockedFile
{
    private const int SharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Opens a file, waiting until no other process has it open.</summary>
    /// <exception cref="IOException">
    /// The file cannot be opened, or another process has held it for the whole timeout.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static async Task<FileStream> OpenAsync(
        string path,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
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
                await Task.Delay(RetryDelay, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Opens a file without waiting.</summary>
    public static FileStream Open(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return PrivateFile.Objection(path) is { } objection
                ? throw new IOException($"{path} {objection}.")
                : PrivateFile.Open(path, FileMode.OpenOrCreate);
        }

        while (true)
        {
            if (OwnFile.OpenExclusive(path) is { } existing)
            {
                return existing;
            }

            try
            {
                // Fails on any existing entry, including a dangling link.
                return PrivateFile.Open(path, FileMode.CreateNew);
            }
            catch (IOException fault) when (UnixErrors.IsExists(fault))
            {
                // Open it in the next iteration, unless another process has removed it by then.
            }
        }
    }

    /// <summary>
    /// Opens a file that exists only while a process has it open, waiting until no other process does.
    /// </summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<IDisposable> OpenTemporaryAsync(
        string path,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var file = await OpenAsync(path, timeout, time, cancellationToken).ConfigureAwait(false);

            // The process that had it open may have removed it between opening and locking.
            if (
                OperatingSystem.IsWindows()
                || UnixFileStatus.Get(path) is { } now && now.IsSameFileAs(UnixFileStatus.Get(file.SafeFileHandle))
            )
            {
                return new Temporary(file);
            }

            await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Whether an error means that another process has the file open. Only this is worth waiting for: a full or
    /// read-only disk stays so.
    /// </summary>
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

            // Remove it while it is still locked: a process that has opened it meanwhile notices that it is gone.
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
                // Another process has it open (on Windows), or the folder is no longer writable.
            }
        }
    }
}
