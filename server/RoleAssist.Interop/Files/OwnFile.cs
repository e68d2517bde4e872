using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Files;

/// <summary>
/// Opens RoleAssist's own files safely: links are not followed, pipes do not block, and files that another user owns or
/// can access are refused.
/// </summary>
public static partial class OwnFile
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int NoEntry = 2;
    private const int ExclusiveWithoutWaiting = 2 | 4;

    /// <summary>
    /// <c>O_NOFOLLOW</c>, <c>O_NONBLOCK</c> and <c>O_CLOEXEC</c> (open(2)), whose values differ between systems.
    /// </summary>
    private static int Flags =>
        (OperatingSystem.IsMacOS(), RuntimeInformation.ProcessArchitecture) switch
        {
            (true, _) => 0x1000104,
            (_, Architecture.Arm64 or Architecture.Arm) => 0x88800,
            _ => 0xa0800,
        };

    /// <summary>Opens an existing file for exclusive access.</summary>
    /// <returns>The file; null if it does not exist.</returns>
    /// <exception cref="IOException">
    /// The file is not private, another process has it open, or it cannot be opened.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static FileStream? OpenExclusive(string path)
    {
        var handle = Open(path, ReadWrite);
        if (handle is null)
        {
            return null;
        }

        if (
            Lock(handle, ExclusiveWithoutWaiting) != 0
            && Marshal.GetLastPInvokeError() is var error
            && UnixErrors.IsWouldBlock(error)
        )
        {
            handle.Dispose();
            throw new IOException($"{path} is in use by another process.", error);
        }

        return new NamedStream(handle, path);
    }

    /// <summary>Opens an existing file for reading while other processes may write to it.</summary>
    /// <inheritdoc cref="OpenExclusive"/>
    public static FileStream? OpenRead(string path) =>
        Open(path, ReadOnly) is { } handle ? new FileStream(handle, FileAccess.Read) : null;

    /// <summary>
    /// Opens an existing file of this user's for reading and writing. If others could open it, they no longer can.
    /// </summary>
    /// <inheritdoc cref="OpenExclusive"/>
    [UnsupportedOSPlatform("windows")]
    public static FileStream? OpenToWrite(string path)
    {
        if (Open(path, ReadWrite, mayBeOpenToOthers: true) is not { } handle)
        {
            return null;
        }

        File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new NamedStream(handle, path);
    }

    /// <summary>
    /// Gets the reason why a file must not be used, as the rest of a sentence that begins with its path; null if it is
    /// private.
    /// </summary>
    public static string? Objection(UnixFileStatus file) =>
        file switch
        {
            { IsLink: true } => "is a link, which is not followed",
            { IsRegularFile: false } => "is not a regular file",
            { IsOwnedByCurrentUser: false } => $"belongs to another user (uid {file.UserId})",
            { OpenToOthers: not 0 } => $"can be opened by other users (mode {file.Mode}); close it with chmod 600",
            _ => null,
        };

    private static void Require(string path, UnixFileStatus file)
    {
        if (Objection(file) is { } objection)
        {
            throw new IOException($"{path} {objection}.");
        }
    }

    private static SafeFileHandle? Open(string path, int access, bool mayBeOpenToOthers = false)
    {
        var descriptor = OpenDescriptor(Path.GetFullPath(path), access | Flags);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError() is var error && error == NoEntry ? null : throw Fault(path, error);
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            var file = UnixFileStatus.Get(handle);
            Require(path, mayBeOpenToOthers ? file with { Permissions = UnixFileMode.None } : file);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static Exception Fault(string path, int error)
    {
        // For a link, a folder or another user's file, the status is more informative than the error number.
        var reason = UnixFileStatus.Get(path) is { } file ? Objection(file) : null;
        var message = reason is null
            ? $"{path} cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}."
            : $"{path} {reason}.";
        return UnixErrors.IsDenied(error) ? new UnauthorizedAccessException(message) : new IOException(message, error);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    /// <summary>A stream over a handle does not expose its path.</summary>
    private sealed class NamedStream(SafeFileHandle handle, string path)
        : FileStream(handle, FileAccess.ReadWrite, bufferSize: 0)
    {
        public override string Name => path;
    }
}
