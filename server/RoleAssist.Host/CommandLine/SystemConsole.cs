using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Terminal;
using RoleAssist.Interop.Unix;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Host.CommandLine;

/// <summary>The console of this process, and the only class that may use <see cref="Console"/>.</summary>
internal sealed class SystemConsole : IConsole
{
    /// <summary>
    /// The limit for a line of stdin, in bytes, so that input without a line break is not read forever.
    /// </summary>
    private const int LongestLine = 1024;

    /// <summary>
    /// In characters: a list of ten thousand profiles is 6 MB, which the default of 1,024 would write in 6,000 calls.
    /// </summary>
    private const int OutputCharacters = 4096;

    private readonly StreamWriter _error;
    private readonly Stream _input = StandardStreams.OpenInput();

    private SystemConsole()
    {
        RawOut = new OutputStream(StandardStreams.OpenOutput(), fault => throw NotWritten(fault));
        Console.SetOut(WriterTo(RawOut, OutputCharacters));

        // A failed write to stderr is ignored.
        RawError = new OutputStream(StandardStreams.OpenError(), _ => { });
        _error = WriterTo(RawError);
        Console.SetError(new DisplayTextWriter(_error));
#pragma warning disable RS0030 // This class is what the ban points to.
        Out = Console.Out;
        Error = Console.Error;
#pragma warning restore RS0030
    }

    public static SystemConsole Instance { get; } = new();

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public Stream RawOut { get; }

    public Stream RawError { get; }

    public TextWriter? Progress => Console.IsErrorRedirected ? null : _error;

    public int? Width => TerminalSize.Width;

    /// <summary>
    /// Whether a prompt would reach a person: an agent that drives the terminal would answer it as well.
    /// </summary>
    public Func<bool> IsForPerson { get; set; } = () => true;

    public bool CanPrompt
    {
        get
        {
            if (!IsForPerson())
            {
                return false;
            }

            if (OperatingSystem.IsWindows())
            {
                return WindowsPrompt.IsPossible;
            }

            using var terminal = UnixTerminal.Open();
            return terminal is not null;
        }
    }

    private static StreamWriter WriterTo(Stream stream, int characters = -1) =>
        new(stream, Encoding, characters) { AutoFlush = true };

    /// <summary>
    /// The terminal's encoding, on Windows always UTF-8: without a byte order mark, which JSON parsers do not expect.
    /// </summary>
    private static Encoding Encoding =>
        OperatingSystem.IsWindows() || Console.OutputEncoding is UTF8Encoding
            ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            : Console.OutputEncoding;

    /// <summary>Creates the error for a failed write to stdout, which must fail the process.</summary>
    private static RoleAssistException NotWritten(Exception fault) =>
        new(
            ErrorCode.Internal,
            $"Cannot write to stdout: {(fault is UnauthorizedAccessException ? "it is closed" : fault.Message)}.",
            "Check where stdout is redirected to.",
            fault
        );

    public Stream OpenInput() => _input;

    /// <remarks>Reads byte by byte, so that the rest is left for the program that <c>exec</c> starts.</remarks>
    public string? ReadLine()
    {
        var line = new List<byte>();
        int next;
        while ((next = _input.ReadByte()) is not (-1 or '\n') && line.Count < LongestLine)
        {
            line.Add((byte)next);
        }

        return next == -1 && line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }

    public async Task WaitForInputClosedAsync(CancellationToken cancellationToken)
    {
        // A read of stdin cannot be canceled, so it is abandoned when the wait is canceled.
        var drained = _input.CopyToAsync(Stream.Null, CancellationToken.None);
        await drained.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public string? ReadSecret(string prompt, CancellationToken cancellationToken) =>
        ReadLine(prompt, echo: false, cancellationToken);

    public string? ReadAnswer(string question, CancellationToken cancellationToken) =>
        ReadLine(question, echo: true, cancellationToken);

    private string? ReadLine(string prompt, bool echo, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsPrompt.ReadLine(prompt, echo, Error, cancellationToken);
        }

        using var terminal = UnixTerminal.Open();
        return terminal?.ReadLine(prompt, echo, cancellationToken);
    }
}
