using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>Swaps two files in one step, which only Linux offers to .NET programs (renameat2(2)).</summary>
public static partial class UnixRename
{
    private const int CurrentFolder = -100;
    private const uint Exchange = 2;

    /// <summary>
    /// The number of the system call. It is called by number because older versions of musl have no function for it.
    /// </summary>
    private static nint Number => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 316 : 276;

    /// <summary>
    /// Swaps the files; returns false if the system or the file system cannot, in which case nothing has changed.
    /// </summary>
    public static bool TryExchange(string first, string second) =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64
        && Call(Number, CurrentFolder, first, CurrentFolder, second, Exchange) == 0;

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Call(
        nint number,
        nint firstFolder,
        string first,
        nint secondFolder,
        string second,
        nuint flags
    );
}
