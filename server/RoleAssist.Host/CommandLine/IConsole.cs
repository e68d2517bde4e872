namespace RoleAssist.Host.CommandLine;

/// <summary>The terminal, as far as verbs use it.</summary>
internal interface IConsole
{
    /// <summary>What a verb prints: data for programs, or text for people.</summary>
    TextWriter Out { get; }

    /// <summary>How many columns the terminal has that <see cref="Out"/> leads to; null for a file or a pipe.</summary>
    int? Width { get; }

    /// <summary>Errors and hints.</summary>
    TextWriter Error { get; }

    /// <summary>Whether there is a terminal at which somebody can be asked, wherever stdin and stderr lead.</summary>
    bool CanPrompt { get; }

    /// <summary>One line of stdin, without reading beyond it; null at its end.</summary>
    string? ReadLine();

    /// <summary>Ends when stdin does; what comes in before is passed over.</summary>
    Task InputClosedAsync(CancellationToken cancellationToken);

    /// <summary>Asks for something that must not be seen or kept; null when the person gave up.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    string? ReadSecret(string prompt, CancellationToken cancellationToken);
}
