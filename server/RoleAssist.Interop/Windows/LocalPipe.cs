using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Interop.Windows;

/// <summary>
/// Named pipes that only this user's processes serve and use. Windows checks both ends: the server's access list names
/// this user only, and the client refuses a pipe that another user owns (<see cref="PipeOptions.CurrentUserOnly"/>).
/// </summary>
/// <seealso href="https://learn.microsoft.com/windows/win32/ipc/named-pipe-security-and-access-rights"/>
public static partial class LocalPipe
{
    private const int FileNotFound = 2;

    /// <summary>How long a client waits for a server that is busy with others, in milliseconds.</summary>
    private const int Patience = 2000;

    /// <summary>Whether a process serves a pipe of that name. It may belong to another user.</summary>
    public static bool Exists(string name) =>
        WaitNamedPipe($@"\\.\pipe\{name}", Patience) || Marshal.GetLastPInvokeError() is not FileNotFound;

    /// <summary>Connects to a pipe; returns null if nobody serves it, or another user does.</summary>
    [SupportedOSPlatform("windows")]
    public static async Task<Stream?> ConnectAsync(string name, CancellationToken cancellationToken)
    {
        if (!Exists(name))
        {
            return null;
        }

        var pipe = new NamedPipeClientStream(
            ".",
            name,
            PipeDirection.InOut,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly
        );
        try
        {
            await pipe.ConnectAsync(Patience, cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch (Exception fault)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            if (fault is UnauthorizedAccessException or IOException or TimeoutException)
            {
                return null;
            }

            throw;
        }
    }

    /// <summary>The process at the client's end; null if Windows does not tell.</summary>
    public static int? ClientOf(NamedPipeServerStream pipe) =>
        GetNamedPipeClientProcessId(pipe.SafePipeHandle, out var process) ? (int)process : null;

    [LibraryImport(
        "kernel32",
        EntryPoint = "WaitNamedPipeW",
        StringMarshalling = StringMarshalling.Utf16,
        SetLastError = true
    )]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool WaitNamedPipe(string name, uint milliseconds);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetNamedPipeClientProcessId(SafePipeHandle pipe, out uint process);
}
