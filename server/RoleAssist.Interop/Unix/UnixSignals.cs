using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>Dispositions of signals that .NET and a command need to differ (signal(7)).</summary>
public static partial class UnixSignals
{
    private const int SigPipe = 13;
    private const nint Default = 0;
    private const nint Ignore = 1;

    /// <summary>Larger than <c>struct sigaction</c> on any system; the handler is its first field.</summary>
    private const int ActionSize = 256;

    /// <summary>SIGHUP, SIGINT, SIGQUIT and SIGTERM, which have the same numbers on all systems.</summary>
    private static readonly int[] TerminationSignals = [1, 2, 3, 15];

    private static bool _ignoredChildren;

    private static int SigStop => OperatingSystem.IsLinux() ? 20 : 18; // SIGTSTP, sent by Ctrl+Z

    private static int SigChild => OperatingSystem.IsLinux() ? 17 : 20;

    /// <summary>
    /// Resets an inherited SIG_IGN for SIGCHLD, with which .NET would wait forever for each child process.
    /// <see cref="Restore"/> sets it again.
    /// </summary>
    public static void RestoreSigChld()
    {
        var inherited = Set(SigChild, Default);
        _ignoredChildren = inherited == Ignore;
        if (!_ignoredChildren)
        {
            _ = Set(SigChild, inherited);
        }
    }

    /// <summary>
    /// Restores the dispositions for a command that replaces this process. .NET ignores SIGPIPE, and ignored signals
    /// stay ignored across exec, so without this <c>exec P -- yes | head</c> would report an error. A terminating
    /// signal that arrives while the command is loaded must end it instead of being lost in a handler of .NET.
    /// </summary>
    public static void Restore()
    {
        _ = Set(SigPipe, Default);
        foreach (var signal in TerminationSignals.Where(IsHandled))
        {
            _ = Set(signal, Default);
        }

        if (_ignoredChildren)
        {
            _ = Set(SigChild, Ignore);
        }
    }

    /// <summary>
    /// Stops this process like the default action of Ctrl+Z, which .NET does not do for a signal that it has handled.
    /// Returns when the process is continued, or immediately if no shell could continue it.
    /// </summary>
    public static void Stop()
    {
        Span<byte> handler = stackalloc byte[ActionSize];
        if (GetAction(SigStop, 0, handler) == 0)
        {
            _ = Set(SigStop, Default);
            _ = Raise(SigStop);
            _ = SetAction(SigStop, handler, 0);
        }
    }

    private static bool IsHandled(int signal)
    {
        Span<byte> action = stackalloc byte[ActionSize];
        return GetAction(signal, 0, action) == 0 && MemoryMarshal.Read<nint>(action) is not (Default or Ignore);
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int GetAction(int signal, nint none, Span<byte> action);

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int SetAction(int signal, ReadOnlySpan<byte> action, nint none);

    [LibraryImport("libc", EntryPoint = "raise")]
    private static partial int Raise(int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Set(int signal, nint handler);
}
