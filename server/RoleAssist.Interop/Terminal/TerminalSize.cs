using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Terminal;

/// <summary>
/// The size of the terminal at stdout, without initializing it as <see cref="Console.WindowWidth"/> does on Unix.
/// </summary>
public static partial class TerminalSize
{
    private const int Output = 1;
    private const int GetWindowSize = 0x5413; // TIOCGWINSZ on Linux
    private const int DefaultWidth = 80;

    /// <summary>The width in columns; null if stdout is not a terminal.</summary>
    public static int? Width =>
        Console.IsOutputRedirected ? null
        : OperatingSystem.IsWindows() ? Console.WindowWidth
        : OperatingSystem.IsLinux() && Control(Output, GetWindowSize, out var size) == 0 && size.Columns > 0
            ? size.Columns
        : DefaultWidth;

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int file, nint request, out WindowSize size);

    /// <summary><c>struct winsize</c>.</summary>
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
