using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>The session of processes that a terminal belongs to (setsid(2)).</summary>
public static partial class UnixSession
{
    /// <summary>From here on no terminal's Ctrl-C or hang-up reaches this process.</summary>
    public static void Leave() => _ = SetSession();

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();
}
