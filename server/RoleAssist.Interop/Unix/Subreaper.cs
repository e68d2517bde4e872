using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// Makes this process the parent of what its descendants leave behind, on Linux: <c>PR_SET_CHILD_SUBREAPER</c> (prctl(2)).
/// Who has left its process group can still be found then, and must be waited for.
/// </summary>
public static partial class Subreaper
{
    private const int SetChildSubreaper = 36;
    private const int KillSignal = 9;
    private const int NoHang = 1;

    /// <summary>Returns whether this process now adopts orphans.</summary>
    public static bool Enable() => OperatingSystem.IsLinux() && Control(SetChildSubreaper, 1, 0, 0, 0) == 0;

    /// <summary>Kills an orphan, and waits for it if it has ended.</summary>
    public static void End(int id)
    {
        _ = Kill(id, KillSignal);
        _ = WaitFor(id, out _, NoHang);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static partial int WaitFor(int process, out int status, int options);
}
