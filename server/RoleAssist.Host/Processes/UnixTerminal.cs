using System.Runtime.InteropServices;

namespace RoleAssist.Host.Processes;

/// <summary>
/// The modes of the terminal at stdin (termios(3)), put back when this is disposed of. To read single keys .NET takes its
/// echo and its lines away until the process ends, and a command that takes the process over would go on without them.
/// </summary>
internal sealed partial class UnixTerminal : IDisposable
{
    private const int Input = 0;
    private const int Now = 0;

    /// <summary>More than <c>struct termios</c> takes on any system; what is in it is the system's own affair.</summary>
    private const int MostBytes = 256;

    private readonly byte[] _modes = new byte[MostBytes];
    private readonly bool _isTerminal;

    private UnixTerminal() => _isTerminal = GetModes(Input, _modes) == 0;

    /// <summary>Null on Windows, where a command gets a console as it should be.</summary>
    public static UnixTerminal? Remember() => OperatingSystem.IsWindows() ? null : new UnixTerminal();

    public void Dispose()
    {
        if (_isTerminal)
        {
            _ = SetModes(Input, Now, _modes);
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetModes(int terminal, [Out] byte[] modes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetModes(int terminal, int when, byte[] modes);
}
