using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// Finds the process that holds a socket open, on Linux (proc_pid_fd(5)). It is asked at the first request of each
/// connection, and a machine has tens of thousands of open files.
/// </summary>
internal static unsafe partial class SocketHolder
{
    private const int LongestLink = 64;
    private const int MostRemembered = 16;

    /// <summary><c>O_RDONLY</c> and <c>O_CLOEXEC</c>.</summary>
    private const int ReadOnly = 0x80000;

    /// <summary>The places of the length and of the name in a <c>struct linux_dirent64</c>.</summary>
    private const int LengthAt = 16;
    private const int NameAt = 19;

    private static readonly Lock Turn = new();

    /// <summary>The processes that were found last: a program makes many connections, and often several at once.</summary>
    private static readonly List<int> Recent = [];

    /// <summary>The number of the call getdents64(2). Newer processors share one table of numbers.</summary>
    private static readonly int GetEntries = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 or Architecture.Arm or Architecture.Armv6 => 217,
        Architecture.X86 or Architecture.S390x => 220,
        Architecture.Ppc64le => 202,
        _ => 61,
    };

    /// <summary>Finds a process of this user, the newest first; null if none holds the socket.</summary>
    public static int? Find(string inode)
    {
        var wanted = Encoding.ASCII.GetBytes($"socket:[{inode}]");
        lock (Turn)
        {
            foreach (var id in Recent.Concat(Processes()))
            {
                if (Holds(id, wanted))
                {
                    Remember(id);
                    return id;
                }
            }
        }

        return null;
    }

    private static void Remember(int id)
    {
        Recent.Remove(id);
        Recent.Insert(0, id);
        if (Recent.Count > MostRemembered)
        {
            Recent.RemoveAt(MostRemembered);
        }
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

    /// <summary>Whether a process has the socket open; false if it is another user's, or has ended.</summary>
    /// <remarks>.NET's enumeration of a folder asks for the status of each entry, which takes longer than all of this.</remarks>
    private static bool Holds(int processId, ReadOnlySpan<byte> wanted)
    {
        var descriptor = Open($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/fd", ReadOnly);
        if (descriptor < 0)
        {
            return false;
        }

        using var folder = new SafeFileHandle(descriptor, ownsHandle: true);
        const int Size = 8192;
        var entries = stackalloc byte[Size];
        var link = stackalloc byte[LongestLink];
        while (GetNext(GetEntries, folder, entries, Size) is > 0 and var length)
        {
            for (nint at = 0; at < length; at += *(ushort*)(entries + at + LengthAt))
            {
                var linkLength = ReadLink(folder, entries + at + NameAt, link, LongestLink);
                if (linkLength == wanted.Length && wanted.SequenceEqual(new ReadOnlySpan<byte>(link, wanted.Length)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint GetNext(nint number, SafeFileHandle folder, byte* entries, nint size);

    [LibraryImport("libc", EntryPoint = "readlinkat")]
    private static partial nint ReadLink(SafeFileHandle folder, byte* name, byte* buffer, nuint size);
}
