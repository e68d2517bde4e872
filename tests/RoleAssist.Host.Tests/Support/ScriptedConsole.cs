using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Tests.Support;

/// <summary>A terminal at which a person gives one answer after the other; without answers, there is none.</summary>
internal sealed class ScriptedConsole(params IEnumerable<string> answers) : IConsole
{
    private readonly Queue<string> _answers = new(answers);
    private readonly bool _isTerminal = answers.Any();

    public TextWriter Out { get; } = new StringWriter { NewLine = "\n" };

    public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

    public Stream RawOut => Stream.Null;

    public Stream RawError => Stream.Null;

    public TextWriter? Progress => null;

    public int? Width => null;

    public bool CanPrompt => _isTerminal;

    /// <summary>Gets or sets the lines of stdin.</summary>
    public Queue<string> Piped { get; init; } = [];

    public string Output => Out.ToString()!;

    public string Errors => Error.ToString()!;

    public Stream OpenInput() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join("\n", Piped)));

    public string? ReadLine() => Piped.TryDequeue(out var line) ? line : null;

    public Task WaitForInputClosedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string? ReadSecret(string prompt, CancellationToken cancellationToken)
    {
        Error.Write(prompt);
        return _answers.TryDequeue(out var answer) ? answer : null;
    }

    public string? ReadAnswer(string question, CancellationToken cancellationToken) =>
        ReadSecret(question, cancellationToken);
}
