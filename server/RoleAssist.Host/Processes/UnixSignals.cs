using System.Runtime.InteropServices;

namespace RoleAssist.Host.Processes;

/// <summary>What this process does on signals that .NET and a command take in different ways (signal(7)).</summary>
internal static partial class UnixSignals
{
    private const int SigPipe = 13;
    private const nint Default = 0;
    private const nint Ignore = 1;

    private static bool _ignoredChildren;

    private static int SigChild => OperatingSystem.IsLinux() ? 17 : 20;

    /// <summary>
    /// Who starts this process may have it ignore that its children end, and then .NET waits for each of them for ever. <see cref="Restore"/>
    /// undoes it.
    /// </summary>
    public static void HearOfChildren()
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
    /// without this <c>exec P -- yes | head</c> would complain.
    /// </summary>
    public static void Restore()
    {
        _ = Set(SigPipe, Default);
        if (_ignoredChildren)
        {
            _ = Set(SigChild, Ignore);
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Set(int signal, nint handler);
}
