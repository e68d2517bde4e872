using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Terminal;

/// <summary>How wide the terminal at stdout is, without setting it up as <see cref="Console.WindowWidth"/> does on Unix.</summary>
public static partial class TerminalSize
{
    private const int Output = 1;
    private const int GetWindowSize = 0x5413; // TIOCGWINSZ on Linux
    private const int UsualWidth = 80;

    /// <summary>Null where stdout is no terminal.</summary>
    public static int? Width =>
        Console.IsOutputRedirected ? null
        : OperatingSystem.IsWindows() ? Console.WindowWidth
        : OperatingSystem.IsLinux() && Control(Output, GetWindowSize, out var size) == 0 && size.Columns > 0 ? size.Columns
        : UsualWidth;

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
