using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Interop.Unix;

/// <summary>The status of a file that .NET does not expose (statx(2); on macOS stat(2)).</summary>
/// <param name="UserId">The owner.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Type">The file type: the upper bits of its mode.</param>
/// <param name="Permissions">The permissions in its mode, including the sticky bit.</param>
/// <param name="Device">The device that contains it.</param>
/// <param name="Inode">The inode number on that device.</param>
/// <param name="Links">The number of its names (hard links).</param>
public readonly partial record struct UnixFileStatus(
    uint UserId,
    uint GroupId,
    int Type,
    UnixFileMode Permissions,
    ulong Device,
    ulong Inode,
    uint Links
)
{
    private const UnixFileMode GroupsAndOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;
    private const int TypeMask = 0xf000;

    /// <summary>Larger than either structure.</summary>
    private const int MaxSize = 256;

    public bool IsFolder => Type == 0x4000;

    public bool IsRegularFile => Type == 0x8000;

    public bool IsLink => Type == 0xa000;

    public bool IsSocket => Type == 0xc000;

    /// <summary>Whether it belongs to this process' effective user.</summary>
    public bool IsOwnedByCurrentUser => UserId == UnixUser.Id;

    /// <summary>Whether two paths or handles refer to the same file.</summary>
    public bool IsSameFileAs(UnixFileStatus other) => (Device, Inode) == (other.Device, other.Inode);

    /// <summary>The permissions of the group and others.</summary>
    public UnixFileMode OpenToOthers => Permissions & GroupsAndOthers;

    /// <summary>The permissions in octal, as chmod(1) takes them.</summary>
    public string Mode => Convert.ToString((int)Permissions, 8);

    /// <summary>
    /// Gets the status of a path without following links; null if it does not exist or is not accessible.
    /// </summary>
    public static UnixFileStatus? Get(string path)
    {
        Span<byte> found = stackalloc byte[MaxSize];
        return OperatingSystem.IsLinux()
            ? Statx(CurrentFolder, path, NoFollow, BasicFields, found) == 0
                ? ParseLinux(found)
                : null
            : LStat(path, found) == 0
                ? ParseMac(found)
                : null;
    }

    /// <summary>Gets the status of an open file.</summary>
    /// <exception cref="IOException">The system reports an error.</exception>
    public static UnixFileStatus Get(SafeFileHandle file)
    {
        Span<byte> found = stackalloc byte[MaxSize];
        return OperatingSystem.IsLinux()
            ? Statx(file, "", EmptyPath, BasicFields, found) == 0
                ? ParseLinux(found)
                : throw Unknown()
            : FStat(file, found) == 0
                ? ParseMac(found)
                : throw Unknown();
    }

    private static IOException Unknown() => new(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

    /// <summary><c>struct statx</c>, which is the same on every architecture.</summary>
    private static UnixFileStatus ParseLinux(ReadOnlySpan<byte> found) =>
        Create(
            user: UInt32(found[20..]),
            group: UInt32(found[24..]),
            mode: BinaryPrimitives.ReadUInt16LittleEndian(found[28..]),
            device: ((ulong)UInt32(found[136..]) << 32) | UInt32(found[140..]),
            inode: BinaryPrimitives.ReadUInt64LittleEndian(found[32..]),
            links: UInt32(found[16..])
        );

    /// <summary><c>struct stat</c> with a 64-bit inode.</summary>
    private static UnixFileStatus ParseMac(ReadOnlySpan<byte> found) =>
        Create(
            user: UInt32(found[16..]),
            group: UInt32(found[20..]),
            mode: BinaryPrimitives.ReadUInt16LittleEndian(found[4..]),
            device: UInt32(found),
            inode: BinaryPrimitives.ReadUInt64LittleEndian(found[8..]),
            links: BinaryPrimitives.ReadUInt16LittleEndian(found[6..])
        );

    private static UnixFileStatus Create(uint user, uint group, int mode, ulong device, ulong inode, uint links) =>
        new(user, group, mode & TypeMask, (UnixFileMode)(mode & ~TypeMask), device, inode, links);

    private static uint UInt32(ReadOnlySpan<byte> found) => BinaryPrimitives.ReadUInt32LittleEndian(found);

    /// <summary>On Intel, the name without the suffix is the older form of the structure.</summary>
    private static int LStat(string path, Span<byte> found) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? LStat64(path, found) : LStatPlain(path, found);

    private static int FStat(SafeFileHandle file, Span<byte> found) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? FStat64(file, found) : FStatPlain(file, found);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> found);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(SafeFileHandle folder, string path, int flags, uint mask, Span<byte> found);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int LStatPlain(string path, Span<byte> found);

    [LibraryImport(
        "libc",
        EntryPoint = "lstat$INODE64",
        StringMarshalling = StringMarshalling.Utf8,
        SetLastError = true
    )]
    private static partial int LStat64(string path, Span<byte> found);

    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static partial int FStatPlain(SafeFileHandle file, Span<byte> found);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static partial int FStat64(SafeFileHandle file, Span<byte> found);
}
