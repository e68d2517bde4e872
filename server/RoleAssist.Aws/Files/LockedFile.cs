namespace RoleAssist.Aws.Files;

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

    /// <summary>Likewise, for those who do not wait.</summary>
    public static FileStream Open(string path) => new(path, PrivateFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));

    /// <summary>Whether another process has it. Nothing else passes by waiting: a disk that is full or may not be written stays so.</summary>
    public static bool IsHeld(IOException fault) => fault.HResult == SharingViolation || UnixErrors.IsWouldBlock(fault);
}
