using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace RoleAssist.Interop.Unix;

/// <summary>Finds the process that holds a socket open, on Linux (proc_pid_fd(5)).</summary>
internal static partial class SocketHolder
{
    private const int LongestLink = 64;

    /// <summary>Finds a process of this user, the newest first; null if none holds the socket.</summary>
    public static int? Find(string inode)
    {
        var wanted = Encoding.ASCII.GetBytes($"socket:[{inode}]");
        return Processes().Where(id => Holds(id, wanted)).Select(id => (int?)id).FirstOrDefault();
    }

    private static IEnumerable<int> Processes() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(path =>
                int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? id
                    : 0
            )
            .Where(id => id > 0)
            .OrderDescending();

    private static bool Holds(int processId, byte[] wanted)
    {
        try
        {
            var link = new byte[LongestLink];
            foreach (
                var path in Directory.EnumerateFiles($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/fd")
            )
            {
                var length = ReadLink(path, link, (nuint)link.Length);
                if (length == wanted.Length && link.AsSpan(0, (int)length).SequenceEqual(wanted))
                {
                    return true;
                }
            }
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // It is another user's, or it has ended.
        }

        return false;
    }

    [LibraryImport("libc", EntryPoint = "readlink", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ReadLink(string path, [Out] byte[] buffer, nuint size);
}
