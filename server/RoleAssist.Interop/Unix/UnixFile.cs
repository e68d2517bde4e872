using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>What Unix knows of files and .NET does not tell.</summary>
public static partial class UnixFile
{
    private const int MayExecute = 1;
    private const int IsThere = 0;

    /// <summary>Whether the operating system would run it: some file systems hold no programs.</summary>
    public static bool IsProgram(string path) => OperatingSystem.IsWindows() || Access(path, MayExecute) == 0;

    /// <summary>Whether there is something of that name: a link that leads nowhere is nothing.</summary>
    public static bool Exists(string path) => Access(path, IsThere) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
