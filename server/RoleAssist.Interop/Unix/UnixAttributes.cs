using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// Gives a new file the owner, group, mode, access control list and extended attributes of the file that it replaces
/// (on Linux an access control list is an extended attribute, see acl(5)).
/// </summary>
public static partial class UnixAttributes
{
    /// <summary><c>COPYFILE_ACL</c> and <c>COPYFILE_XATTR</c> (copyfile(3)).</summary>
    private const uint ListAndAttributes = 1 | 4;

    private const int MaxSize = 64 * 1024;

    /// <summary>Copies everything, or returns false if something cannot be copied.</summary>
    public static bool TryCopy(string from, string to, UnixFileStatus status)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        using var file = File.OpenHandle(to, FileMode.Open, FileAccess.ReadWrite);
        var now = UnixFileStatus.Get(file);
        if (
            (now.UserId, now.GroupId) != (status.UserId, status.GroupId)
            && ChangeOwner(file, status.UserId, status.GroupId) != 0
        )
        {
            return false;
        }

        // The mode comes last: an access control list and a change of the owner both set bits of it.
        var copied = OperatingSystem.IsMacOS()
            ? CopyOnMac(from, to, state: 0, ListAndAttributes) == 0
            : CopyExtended(from, file);
        if (copied)
        {
            File.SetUnixFileMode(file, status.Permissions);
        }

        return copied && UnixFileStatus.Get(file).Permissions == status.Permissions;
    }

    private static bool CopyExtended(string from, SafeFileHandle to)
    {
        var names = new byte[MaxSize];
        var length = List(from, names, (nuint)names.Length);
        if (length < 0)
        {
            // A file system without extended attributes has none to copy (ENOTSUP).
            return true;
        }

        var (value, same) = (new byte[MaxSize], new byte[MaxSize]);
        foreach (
            var name in Encoding
                .UTF8.GetString(names, 0, (int)length)
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var size = (int)Get(from, name, value, (nuint)value.Length);
            if (size < 0)
            {
                return false;
            }

            // A security label is often the same for both files, and only some may set it.
            var existing = (int)Get(to, name, same, (nuint)same.Length);
            if (
                !(existing == size && value.AsSpan(0, size).SequenceEqual(same.AsSpan(0, size)))
                && Set(to, name, value, (nuint)size, flags: 0) != 0
            )
            {
                return false;
            }
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "fchown")]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "listxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint List(string path, Span<byte> names, nuint size);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string path, string name, Span<byte> value, nuint size);

    [LibraryImport("libc", EntryPoint = "fgetxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(SafeFileHandle file, string name, Span<byte> value, nuint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(SafeFileHandle file, string name, ReadOnlySpan<byte> value, nuint size, int flags);

    /// <summary>
    /// Not run by any test: needs macOS. A failure leads to a write in place, which keeps everything.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "copyfile", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CopyOnMac(string from, string to, nint state, uint flags);
}
