using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>The standard streams that this process has inherited.</summary>
public static partial class UnixStreams
{
    private const int GetFlags = 1;
    private const int ReadOnly = 0;

    /// <summary>
    /// Opens closed standard streams on /dev/null for reading. Otherwise, the next file that this process opens would
    /// take the descriptor's number. Reads from the stream return nothing, and writes fail as they would on a closed
    /// one.
    /// </summary>
    public static void ReopenClosed()
    {
        for (var stream = 0; stream <= 2; stream++)
        {
            if (Control(stream, GetFlags) < 0)
            {
                _ = Open("/dev/null", ReadOnly);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int stream, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
