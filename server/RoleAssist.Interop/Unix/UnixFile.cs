using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>File checks of Unix that .NET does not offer (access(2)).</summary>
public static partial class UnixFile
{
    private const int ExecuteMode = 1;
    private const int ExistsMode = 0;

    /// <summary>
    /// Whether the operating system would execute the file, which it does not on file systems mounted noexec.
    /// </summary>
    public static bool IsProgram(string path) => OperatingSystem.IsWindows() || Access(path, ExecuteMode) == 0;

    /// <summary>Whether the path exists; a dangling link does not.</summary>
    public static bool Exists(string path) => Access(path, ExistsMode) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
