using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// Keeps this process' memory, which contains credentials, out of core dumps: <c>PR_SET_DUMPABLE</c> (prctl(2)), which
/// also prevents debuggers of the same user from attaching, and <c>RLIMIT_CORE</c> (getrlimit(2)).
/// </summary>
public static partial class CoreDumps
{
    private const int SetDumpable = 4;
    private const int CoreSize = 4;

    private static readonly Lock Changing = new();

    private static Limit? _inherited;

    public static void Disable()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (OperatingSystem.IsLinux())
        {
            _ = Control(SetDumpable, 0, 0, 0, 0);
        }

        if (GetLimit(CoreSize, out var limit) == 0)
        {
            // Only the soft limit: an unprivileged process could not raise the hard limit again.
            _inherited = limit;
            _ = SetLimit(CoreSize, limit with { Soft = 0 });
        }
    }

    /// <summary>
    /// Restores the inherited limit for a command that replaces this process; execve(2) makes it dumpable again.
    /// </summary>
    public static void Restore()
    {
        if (_inherited is { } limit)
        {
            _ = SetLimit(CoreSize, limit);
        }
    }

    /// <summary>
    /// Restores the inherited limit for a child that is started until the result is disposed. Meanwhile, Linux still
    /// writes no core dump of this process.
    /// </summary>
    public static IDisposable Allow()
    {
        Changing.Enter();
        Restore();
        return new Allowed();
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    private sealed class Allowed : IDisposable
    {
        public void Dispose()
        {
            if (_inherited is { } limit)
            {
                _ = SetLimit(CoreSize, limit with { Soft = 0 });
            }

            Changing.Exit();
        }
    }

    /// <summary><c>struct rlimit</c>.</summary>
    private record struct Limit(ulong Soft, ulong Hard);
}
