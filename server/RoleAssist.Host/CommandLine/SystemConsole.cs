using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Terminal;
using RoleAssist.Interop.Unix;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Host.CommandLine;

/// <summary>This process' own terminal: the one place that may name <see cref="Console"/>.</summary>
internal sealed class SystemConsole : IConsole
{
    /// <summary>More than anybody is asked for; what has no end is not waited for.</summary>
    private const int LongestLine = 1024;

    private readonly Stream _input = StandardStreams.OpenInput();

    private SystemConsole()
    {
        Console.SetOut(WriterTo(StandardStreams.OpenOutput(), fault => throw NotWritten(fault)));

        // Who has closed stderr wants to hear nothing.
        Console.SetError(new DisplayTextWriter(WriterTo(StandardStreams.OpenError(), _ => { })));
#pragma warning disable RS0030 // This class is what the ban points to.
        Out = Console.Out;
        Error = Console.Error;
#pragma warning restore RS0030
    }

    public static SystemConsole Instance { get; } = new();

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public int? Width => TerminalSize.Width;

    public bool CanPrompt
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return WindowsPrompt.IsPossible;
            }

            using var terminal = UnixTerminal.Open();
            return terminal is not null;
        }
    }

    private static StreamWriter WriterTo(Stream stream, Action<Exception> failed) =>
        new(new OutputStream(stream, failed), Encoding) { AutoFlush = true };

    /// <summary>The console's, without the mark that Windows' UTF-8 begins with: no reader of JSON expects one.</summary>
    private static Encoding Encoding => Console.OutputEncoding is UTF8Encoding
        ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        : Console.OutputEncoding;

    /// <summary>A program that cannot write has failed, be what it has to say as it may.</summary>
    private static RoleAssistException NotWritten(Exception fault) => new(
        ErrorCode.Internal,
        $"Nothing can be written to stdout: {(fault is UnauthorizedAccessException ? "it is closed" : fault.Message)}.",
        "See where it leads.",
        fault);

    /// <remarks>Byte by byte, so that what follows is left for the program that <c>exec</c> starts.</remarks>
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

    public async Task InputClosedAsync(CancellationToken cancellationToken)
    {
        // A read of stdin cannot be cancelled, so it is left behind when the wait is.
        var drained = _input.CopyToAsync(Stream.Null, CancellationToken.None);
        await drained.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public string? ReadSecret(string prompt, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsPrompt.ReadSecret(prompt, Error, cancellationToken);
        }

        using var terminal = UnixTerminal.Open();
        return terminal?.ReadSecret(prompt, cancellationToken);
    }
}
