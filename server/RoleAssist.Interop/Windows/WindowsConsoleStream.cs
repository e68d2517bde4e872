using System.Runtime.InteropServices;
using System.Text;

namespace RoleAssist.Interop.Windows;

/// <summary>
/// Writes UTF-8 to a console of Windows, whatever its code page: WriteConsole takes UTF-16 and shows each character that
/// the font has. Setting the console's code page instead would change it for the shell, too.
/// </summary>
/// <seealso href="https://learn.microsoft.com/windows/console/writeconsole"/>
public sealed partial class WindowsConsoleStream : Stream
{
    /// <summary>Older consoles fail for more than 64 KB at once.</summary>
    private const int MostCharacters = 8192;

    private readonly Lock _lock = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly char[] _text = new char[MostCharacters];
    private readonly nint _console;

    private WindowsConsoleStream(nint console) => _console = console;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens stdout (1) or stderr (2); returns null if it is no console.</summary>
    public static WindowsConsoleStream? Open(int file)
    {
        var handle = GetStdHandle(-10 - file);
        return GetConsoleMode(handle, out _) ? new WindowsConsoleStream(handle) : null;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_lock)
        {
            while (!buffer.IsEmpty)
            {
                // A character may be split between two writes.
                _decoder.Convert(buffer, _text, flush: false, out var bytes, out var characters, out _);
                buffer = buffer[bytes..];
                Write(_text.AsSpan(0, characters));
            }
        }
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (!WriteConsole(_console, text, (uint)text.Length, out var written, 0))
            {
                throw new IOException(Marshal.GetLastPInvokeErrorMessage());
            }

            text = text[(int)written..];
        }
    }

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int file);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint console, out uint mode);

    [LibraryImport(
        "kernel32",
        EntryPoint = "WriteConsoleW",
        StringMarshalling = StringMarshalling.Utf16,
        SetLastError = true
    )]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool WriteConsole(
        nint console,
        ReadOnlySpan<char> text,
        uint length,
        out uint written,
        nint reserved
    );
}
