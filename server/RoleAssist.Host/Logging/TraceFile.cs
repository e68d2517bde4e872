using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Logging;

/// <summary>Opens a trace file for appending: accessible only to this user, and never through a link.</summary>
internal static partial class TraceFile
{
    private const int OwnerReadWrite = 0x180; // 0600

    /// <summary>
    /// <c>O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC</c> (open(2)), whose values differ by
    /// system.
    /// </summary>
    private static int Flags =>
        (OperatingSystem.IsMacOS(), RuntimeInformation.ProcessArchitecture) switch
        {
            (true, _) => 0x100030D,
            (_, Architecture.Arm64 or Architecture.Arm) => 0x88C41,
            _ => 0xA0C41,
        };

    /// <exception cref="IOException">The path is a link, a pipe or a folder, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write to the file.</exception>
    public static FileStream Open(string path)
    {
        path = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            if (!File.Exists(path))
            {
                PrivateFile.Open(path, FileMode.CreateNew).Dispose();
            }

            return PrivateFile.Objection(path) is { } open
                ? throw new IOException($"{path} {open}.")
                : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        }

        var descriptor = OpenDescriptor(path, Flags, OwnerReadWrite);
        if (descriptor < 0)
        {
            throw new IOException(
                new FileInfo(path).LinkTarget is null
                    ? $"{path}: {Marshal.GetLastPInvokeErrorMessage()}."
                    : $"{path} is a link, which is not followed."
            );
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            // An existing file may belong to another user or be accessible to others, as device files are.
            return PrivateFile.Objection(path) is { } objection
                ? throw new IOException($"{path} {objection}.")
                : new FileStream(handle, FileAccess.Write, bufferSize: 0);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenDescriptor(string path, int flags, int mode);
}
