using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>The three standard streams as this process has inherited them.</summary>
public static partial class UnixStreams
{
    private const int GetFlags = 1;
    private const int ReadOnly = 0;

    /// <summary>
    /// A standard stream that is closed gets a number's next owner, be it a file that this process opens, so none is left
    /// closed: of this one nothing can be read, and to write to it fails as if it were.
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
