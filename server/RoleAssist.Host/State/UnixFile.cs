using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.State;

/// <summary>What Unix knows of files and .NET does not tell.</summary>
internal static partial class UnixFile
{
    private const int AtCurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint UserIdWanted = 0x8;
    private const int MayExecute = 1;

    /// <summary><c>struct statx</c> is the same on every architecture (statx(2)).</summary>
    private const int StatxSize = 256;

    private const int StatxUserId = 20;

    /// <summary>Whether the operating system would run it: some file systems hold no programs.</summary>
    public static bool IsProgram(string path) => OperatingSystem.IsWindows() || Access(path, MayExecute) == 0;

    /// <summary>
    /// Whether a folder is this user's. In a folder for temporary files somebody else may have made one of the name that is
    /// looked for, into which root, whom nothing keeps out, would write for them.
    /// </summary>
    public static bool IsOwn(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere the folder for temporary files is each user's own.
            return true;
        }

        Span<byte> found = stackalloc byte[StatxSize];
        return Statx(AtCurrentFolder, folder, DoNotFollowLinks, UserIdWanted, found) == 0
            && BinaryPrimitives.ReadUInt32LittleEndian(found[StatxUserId..]) == UnixUser.Id;
    }

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> found);
}
