using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Interop.Unix;

/// <summary>Waits for another process by a descriptor that becomes readable when it ends (pidfd_open(2)).</summary>
public static partial class UnixProcess
{
    private const int PidFileOpen = 434;
    private const int NoSuchProcess = 3;
    private const short Readable = 1;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Waits until a process has ended, even if its parent does not reap it, as the first process of a container may
    /// not. Returns false if the system does not support it.
    /// </summary>
    public static async Task<bool> WaitForEndAsync(int processId, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var process = new SafeFileHandle(Call(PidFileOpen, processId, 0), ownsHandle: true);
        if (process.IsInvalid)
        {
            return Marshal.GetLastPInvokeError() == NoSuchProcess;
        }

        using var timer = new PeriodicTimer(Pause);
        while (!HasEnded(process))
        {
            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static bool HasEnded(SafeFileHandle process)
    {
        var watched = new Watched { File = (int)process.DangerousGetHandle(), Wanted = Readable };
        return Poll(ref watched, 1, 0) > 0;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint processId, nint flags);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Watched file, nuint count, int milliseconds);

    /// <summary><c>struct pollfd</c> (poll(2)).</summary>
    private struct Watched
    {
        public int File;
        public short Wanted;
        public short Found;
    }
}
