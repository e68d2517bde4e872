namespace RoleAssist.Aws.Files;

/// <summary>Error numbers (errno(3)), which each system assigns in its own way and .NET passes on as they are.</summary>
internal static class UnixErrors
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>EWOULDBLOCK: another process has the lock, or a pipe has nothing to say yet.</summary>
    public static bool IsWouldBlock(IOException fault) => fault.HResult is WouldBlockOnLinux or WouldBlockOnMac;
}
