using System.Globalization;
using System.Text;

namespace RoleAssist.Host.CommandLine;

/// <summary>A console that keeps what is printed, for those who want a verb's output as a text. Nobody is at it.</summary>
internal sealed class TextConsole : IConsole
{
    private readonly StringBuilder _out = new();

    public TextWriter Out => new StringWriter(_out, CultureInfo.InvariantCulture);

    public TextWriter Error => TextWriter.Null;

    public int? Width => null;

    public Stream RawOut => Stream.Null;

    public Stream RawError => Stream.Null;

    public TextWriter? Progress => null;

    public bool CanPrompt => false;

    public Stream OpenInput() => Stream.Null;

    public string? ReadLine() => null;

    public Task WaitForInputClosedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string? ReadSecret(string prompt, CancellationToken cancellationToken) => null;

    public string? ReadAnswer(string question, CancellationToken cancellationToken) => null;

    public override string ToString() => _out.ToString();
}
