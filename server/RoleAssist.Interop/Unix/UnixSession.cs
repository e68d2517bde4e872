using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>The process session that owns a terminal (setsid(2)).</summary>
public static partial class UnixSession
{
    /// <summary>
    /// Starts a new session, so that Ctrl+C and hang-ups of the terminal no longer reach this process.
    /// </summary>
    public static void StartNew() => _ = SetSession();

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();
}
