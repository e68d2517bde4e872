using System.Globalization;
using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// The inherited open files beyond the standard streams, which this process passes on to its command. Other child
/// processes do not get them until this object is disposed. .NET opens all of its own files close-on-exec.
/// </summary>
public sealed partial class InheritedFiles : IDisposable
{
    private const string List = "/proc/self/fd";
    private const int GetFlags = 1;
    private const int SetFlags = 2;
    private const int CloseOnExec = 1;
    private const int FirstOther = 3;
    private const int LastProbed = 1023;

    private readonly List<int> _withheld = [.. Numbers().Where(IsInherited)];

    /// <remarks>
    /// On macOS, variadic arguments such as the third one of fcntl(2) are passed differently; there, the shell closes
    /// the usual descriptors.
    /// </remarks>
    public InheritedFiles() => _withheld.ForEach(file => _ = Control(file, SetFlags, CloseOnExec));

    public void Dispose() => _withheld.ForEach(file => _ = Control(file, SetFlags, 0));

    private static IEnumerable<int> Numbers() =>
        !OperatingSystem.IsLinux()
            ? []
            : (
                Directory.Exists(List)
                    ? Directory
                        .GetFileSystemEntries(List)
                        .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
                    : Enumerable.Range(0, LastProbed + 1)
            ).Where(file => file >= FirstOther);

    private static bool IsInherited(int file) =>
        Control(file, GetFlags, 0) is >= 0 and var flags && (flags & CloseOnExec) == 0;

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int file, int command, nint argument);
}
