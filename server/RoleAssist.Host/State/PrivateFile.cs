using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RoleAssist.Host.State;

/// <summary>Files and folders that only this user can read, and that nobody ever finds half-written.</summary>
internal static partial class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const int AtCurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint UserIdWanted = 0x8;
    private const int MayExecute = 1;

    /// <summary><c>struct statx</c> is the same on every architecture (statx(2)).</summary>
    private const int StatxSize = 256;

    private const int StatxUserId = 20;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes a file whole: it takes its place when it is done.</summary>
    public static void Write(string path, string text, bool isProgram = false)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = isProgram ? Owner | UnixFileMode.UserExecute : Owner;
        }

        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(text);
        }

        File.Move(draft, path, overwrite: true);
    }

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
            && BinaryPrimitives.ReadUInt32LittleEndian(found[StatxUserId..]) == Endpoint.PeerUser.ThisUser;
    }

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> found);
}
