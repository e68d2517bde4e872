using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Interop.Unix;

/// <summary>Writes a folder's entries to the disk, so that a rename outlives a power failure (fsync(2)).</summary>
public static partial class UnixFolder
{
    /// <summary><c>O_RDONLY</c> and <c>O_CLOEXEC</c> (open(2)), whose values differ between systems.</summary>
    private static int Flags => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <remarks>
    /// An error is ignored: some file systems cannot do it, and the files are valid with and without it.
    /// </remarks>
    public static void Synchronize(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, Flags);
        if (descriptor >= 0)
        {
            using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
            _ = Synchronize(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(SafeFileHandle file);
}
