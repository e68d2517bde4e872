using System.Runtime.InteropServices;
using System.Text;

namespace RoleAssist.Interop.Unix;

/// <summary>The native environment of this process (environ(7)), which a command that replaces it inherits.</summary>
internal static partial class UnixEnvironment
{
    /// <summary>
    /// Changes variables for good; null removes one. setenv(3) moves the environment while other threads may be reading
    /// it (getenv(3)), which crashed one process in several hundred. This puts a changed copy in its place instead, and
    /// leaves the old one as it is.
    /// </summary>
    public static unsafe void Change(IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var wanted = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            wanted[name] = value;
        }

        var environment = (byte***)Location();
        var entries = new List<nint>();
        for (var entry = *environment; entry is not null && *entry is not null; entry++)
        {
            if (!wanted.ContainsKey(NameOf(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*entry))))
            {
                entries.Add((nint)(*entry));
            }
        }

        foreach (var (name, value) in wanted.Where(variable => variable.Value is not null))
        {
            entries.Add(Marshal.StringToCoTaskMemUTF8($"{name}={value}"));
        }

        var copy = (nint*)NativeMemory.AllocZeroed((nuint)entries.Count + 1, (nuint)sizeof(nint));
        for (var index = 0; index < entries.Count; index++)
        {
            copy[index] = entries[index];
        }

        Volatile.Write(ref *(nint*)environment, (nint)copy);
    }

    private static string NameOf(ReadOnlySpan<byte> entry) =>
        Encoding.UTF8.GetString(entry.IndexOf((byte)'=') is > 0 and var end ? entry[..end] : entry);

    /// <summary>Returns where the C library keeps the environment's address.</summary>
    private static nint Location() =>
        OperatingSystem.IsMacOS()
            ? GetEnvironmentLocation()
            : NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");

    [LibraryImport("libc", EntryPoint = "_NSGetEnviron")]
    private static partial nint GetEnvironmentLocation();
}
