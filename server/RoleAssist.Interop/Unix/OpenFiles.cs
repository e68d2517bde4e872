using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>The limit of open files (<c>RLIMIT_NOFILE</c>, getrlimit(2)).</summary>
public static partial class OpenFiles
{
    private static int Resource => OperatingSystem.IsMacOS() ? 8 : 7;

    private static string List => OperatingSystem.IsMacOS() ? "/dev/fd" : "/proc/self/fd";

    /// <summary>Returns how many more files this process can open; null if there is no limit that matters.</summary>
    public static int? Left()
    {
        if (OperatingSystem.IsWindows() || GetLimit(Resource, out var limit) != 0 || limit.Soft > int.MaxValue)
        {
            return null;
        }

        try
        {
            return Math.Max(0, (int)limit.Soft - Directory.GetFileSystemEntries(List).Length);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    /// <summary><c>struct rlimit</c>.</summary>
    private record struct Limit(ulong Soft, ulong Hard);
}
