namespace RoleAssist.Interop.Unix;

/// <summary>Error numbers (errno(3)), which differ between systems and which .NET passes on unchanged.</summary>
public static class UnixErrors
{
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;
    private const int Exists = 17;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>EWOULDBLOCK: another process has the lock, or a pipe has no data yet.</summary>
    public static bool IsWouldBlock(IOException fault) => IsWouldBlock(fault.HResult);

    public static bool IsWouldBlock(int error) => error is WouldBlockOnLinux or WouldBlockOnMac;

    /// <summary>EEXIST: the file to create already exists.</summary>
    public static bool IsExists(IOException fault) => fault.HResult == Exists;

    /// <summary>EACCES or EPERM.</summary>
    public static bool IsDenied(int error) => error is NotPermitted or AccessDenied;
}
