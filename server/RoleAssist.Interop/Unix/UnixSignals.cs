using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>What this process does on signals that .NET and a command take in different ways (signal(7)).</summary>
public static partial class UnixSignals
{
    private const int SigPipe = 13;
    private const nint Default = 0;
    private const nint Ignore = 1;

    /// <summary>More than <c>struct sigaction</c> takes on any system; the handler is its first field.</summary>
    private const int ActionSize = 256;

    /// <summary>SIGHUP, SIGINT, SIGQUIT and SIGTERM, which have these numbers everywhere.</summary>
    private static readonly int[] Endings = [1, 2, 3, 15];

    private static bool _ignoredChildren;

    private static int SigStop => OperatingSystem.IsLinux() ? 20 : 18; // SIGTSTP, which is Ctrl-Z

    private static int SigChild => OperatingSystem.IsLinux() ? 17 : 20;

    /// <summary>
    /// Who starts this process may have it ignore that its children end, and then .NET waits for each of them for ever. <see cref="Restore"/>
    /// undoes it.
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
    /// As they are for a command that this process becomes: .NET ignores SIGPIPE, and what is ignored stays ignored, so
    /// without this <c>exec P -- yes | head</c> would complain. A signal that ends programs and comes while the command is
    /// loaded ends it, instead of getting lost in a handler of .NET.
    /// </summary>
    public static void Restore()
    {
        _ = Set(SigPipe, Default);
        foreach (var signal in Endings.Where(IsHandled))
        {
            _ = Set(signal, Default);
        }

        if (_ignoredChildren)
        {
            _ = Set(SigChild, Ignore);
        }
    }

    /// <summary>
    /// Stops this process as Ctrl-Z does where nothing handles it, which .NET does not do for a signal that it has handled.
    /// Returns when it goes on, or at once where no shell could continue it.
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
