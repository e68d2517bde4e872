using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>A terminal's modes (termios(3)).</summary>
public sealed partial class TerminalModes
{
    private const int Now = 0;

    /// <summary>Larger than <c>struct termios</c> on any system.</summary>
    private const int Size = 256;

    private const uint ReturnIsNewLine = 0x100; // ICRNL
    private const uint Echo = 0x8;

    private readonly byte[] _bytes;

    private TerminalModes(byte[] bytes) => _bytes = bytes;

    /// <summary>
    /// The offset of <c>c_lflag</c>: after three fields of four bytes on Linux, of eight bytes on macOS.
    /// </summary>
    private static int LocalFlags => OperatingSystem.IsMacOS() ? 24 : 12;

    /// <summary>ECHONL, ICANON and ISIG: input by lines, echo of their ends, and Ctrl+C as a signal.</summary>
    private static uint Lines => OperatingSystem.IsMacOS() ? 0x190u : 0x43u;

    /// <summary>Reads a terminal's modes; returns null if the file is not a terminal.</summary>
    public static TerminalModes? Read(int file)
    {
        var bytes = new byte[Size];
        return GetModes(file, bytes) == 0 ? new TerminalModes(bytes) : null;
    }

    /// <summary>Returns the modes for line input.</summary>
    /// <param name="echo">Whether what is typed is shown.</param>
    public TerminalModes ForLine(bool echo)
    {
        var bytes = _bytes.ToArray();
        ref var input = ref Field(bytes, 0);
        input |= ReturnIsNewLine;
        ref var local = ref Field(bytes, LocalFlags);
        local = (echo ? local | Echo : local & ~Echo) | Lines;
        return new TerminalModes(bytes);
    }

    /// <summary>Sets the modes and keeps pending input.</summary>
    public void Set(int file) => _ = SetModes(file, Now, _bytes);

    /// <summary>Gets a field; on macOS its lower half, which contains all of these flags.</summary>
    private static ref uint Field(byte[] bytes, int offset) => ref MemoryMarshal.AsRef<uint>(bytes.AsSpan(offset));

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetModes(int terminal, [Out] byte[] modes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetModes(int terminal, int when, byte[] modes);
}
