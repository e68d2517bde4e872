namespace RoleAssist.Host.State;

/// <summary>
/// Opens a file that several processes write, so that one at a time has it. The lock is the operating system's: a
/// process that dies lets go of it.
/// </summary>
internal static class LockedFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="IOException">It cannot be opened, or another process has had it for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static async Task<FileStream> OpenAsync(string path, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(path);
            }
            catch (IOException held) when (IsHeld(held) && time.GetElapsedTime(start) < patience)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Likewise, for those who do not wait.</summary>
    public static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Another process has it: a sharing violation, or on Unix a lock that would have to be waited for.</summary>
    private static bool IsHeld(IOException fault) =>
        fault is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException);
}
