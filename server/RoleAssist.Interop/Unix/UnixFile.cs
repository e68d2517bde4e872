using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Interop.Unix;

/// <summary>File checks of Unix that .NET does not offer (access(2), fcntl(2)).</summary>
public static partial class UnixFile
{
    private const int ExecuteMode = 1;
    private const int ExistsMode = 0;
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int ReadLease = 0;

    /// <summary><c>SIGURG</c>, which does nothing by default.</summary>
    private const int IgnoredSignal = 23;

    /// <summary>
    /// Whether the operating system would execute the file, which it does not on file systems mounted noexec.
    /// </summary>
    public static bool IsProgram(string path) => OperatingSystem.IsWindows() || Access(path, ExecuteMode) == 0;

    /// <summary>Whether the path exists; a dangling link does not.</summary>
    public static bool Exists(string path) => Access(path, ExistsMode) == 0;

    /// <summary>
    /// Whether a program has the file open for writing. Only Linux tells: it grants a read lease only if nobody does
    /// (fcntl(2)).
    /// </summary>
    public static bool IsBeingWritten(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        // A program that opens the file during the lease causes a signal. The default one would end this process.
        return Control(file, SetSignal, IgnoredSignal) == 0
            && Control(file, SetLease, ReadLease) != 0
            && UnixErrors.IsWouldBlock(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
