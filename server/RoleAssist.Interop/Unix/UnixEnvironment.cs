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
        // Never freed: the command that replaces this process needs it to the end.
        var entries = Copy(changes).Pointers;
        var copy = (nint*)NativeMemory.Alloc((nuint)entries.Length, (nuint)sizeof(nint));
        entries.CopyTo(new Span<nint>(copy, entries.Length));
        Volatile.Write(ref *(nint*)Location(), (nint)copy);
    }

    /// <summary>Returns a changed copy for a child; null removes a variable.</summary>
    public static unsafe NativeStrings Copy(IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var wanted = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            wanted[name] = value;
        }

        var kept = new List<nint>();
        for (var entry = *(byte***)Location(); entry is not null && *entry is not null; entry++)
        {
            if (!wanted.ContainsKey(NameOf(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*entry))))
            {
                kept.Add((nint)(*entry));
            }
        }

        return new NativeStrings(
            wanted.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}={variable.Value}"),
            kept
        );
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
