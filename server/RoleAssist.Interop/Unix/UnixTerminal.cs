using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// The controlling terminal (tty(4)), which reaches the user even if the standard streams are redirected. Input after
/// the line that is read is left for the next program.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class UnixTerminal : IDisposable
{
    private const string Device = "/dev/tty";
    private const int LongestLine = 1024;

    /// <summary>How soon input or a cancellation is noticed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly int _file;

    private UnixTerminal(int file) => _file = file;

    /// <summary>O_RDWR, O_NONBLOCK, O_NOCTTY and O_CLOEXEC (open(2)), whose values differ between systems.</summary>
    private static int Flags => OperatingSystem.IsMacOS() ? 0x1020006 : 0x80902;

    private static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>
    /// Opens the controlling terminal; returns null if this process has none, as in a pipeline of a CI server.
    /// </summary>
    public static UnixTerminal? Open() => Open(Device, Flags) is >= 0 and var file ? new UnixTerminal(file) : null;

    /// <summary>
    /// Prompts for a line; returns null if the user cancels with Ctrl+D or the terminal is gone. The
    /// terminal's modes are always restored, also while Ctrl+Z stops this process.
    /// </summary>
    /// <param name="prompt">What to ask.</param>
    /// <param name="echo">Whether what is typed is shown.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public string? ReadLine(string prompt, bool echo, CancellationToken cancellationToken)
    {
        if (TerminalModes.Read(_file) is not { } modes)
        {
            return null;
        }

        var forLine = modes.ForLine(echo);
        void Ask()
        {
            forLine.Set(_file);
            Write(prompt);
        }

        // Otherwise, .NET would set its own modes after this.
        void Continue(PosixSignalContext signal)
        {
            signal.Cancel = true;
            Ask();
        }

        void Stop()
        {
            modes.Set(_file);
            UnixSignals.Stop();
            forLine.Set(_file);
        }

        using var stopped = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, _ => Stop());
        using var continued = PosixSignalRegistration.Create(PosixSignal.SIGCONT, Continue);
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => modes.Set(_file));
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => modes.Set(_file));
        string? line = null;
        try
        {
            Ask();
            line = ReadLine(cancellationToken);
            return line;
        }
        finally
        {
            modes.Set(_file);
            if (line is null)
            {
                Write("\n");
            }
        }
    }

    public void Dispose() => _ = Close(_file);

    private string? ReadLine(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (line.Count < LongestLine && ReadByte(cancellationToken) is { } next)
        {
            if (next == '\n')
            {
                return Encoding.UTF8.GetString([.. line]);
            }

            line.Add(next);
        }

        return line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]);
    }

    /// <summary>Reads a byte; returns null at the end of input or if the terminal cannot be read.</summary>
    /// <remarks>poll(2) does not support terminals on macOS.</remarks>
    private byte? ReadByte(CancellationToken cancellationToken)
    {
        Span<byte> next = stackalloc byte[1];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = Read(_file, next, 1);
            if (read > 0)
            {
                return next[0];
            }

            if (read == 0 || Marshal.GetLastPInvokeError() != WouldBlock)
            {
                return null;
            }

            cancellationToken.WaitHandle.WaitOne(Pause);
        }
    }

    private void Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _ = Write(_file, bytes, (nuint)bytes.Length);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int file, Span<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, ReadOnlySpan<byte> buffer, nuint count);
}
