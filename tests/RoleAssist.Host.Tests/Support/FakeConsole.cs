using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Tests.Support;

/// <summary>A fake terminal with scripted input; null means that it is not interactive.</summary>
internal sealed class FakeConsole(string? typed = null, string? piped = null) : IConsole
{
    public TextWriter Out { get; init; } = new StringWriter();

    public TextWriter Error { get; } = new StringWriter();

    public Stream RawOut => new WriterStream(Out);

    public Stream RawError => new WriterStream(Error);

    public TextWriter? Progress => null;

    public int? Width => null;

    public bool CanPrompt => typed is not null;

    public string Output => Out.ToString()!;

    public string Errors => Error.ToString()!;

    public Stream OpenInput() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(piped ?? ""));

    public string? ReadLine() => piped;

    public Task WaitForInputClosedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string? ReadSecret(string prompt, CancellationToken cancellationToken)
    {
        Error.Write(prompt);
        return typed;
    }

    public string? ReadAnswer(string question, CancellationToken cancellationToken) =>
        ReadSecret(question, cancellationToken);
}
