namespace RoleAssist.Host.CommandLine;

/// <summary>The terminal, as far as verbs use it.</summary>
internal interface IConsole
{
    /// <summary>What a verb prints: data for programs, or text for people.</summary>
    TextWriter Out { get; }

    /// <summary>Errors, hints and prompts.</summary>
    TextWriter Error { get; }

    /// <summary>Whether somebody sits at stdin who can be asked.</summary>
    bool CanPrompt { get; }

    /// <summary>One line of stdin, without reading beyond it; null at its end.</summary>
    string? ReadLine();

    /// <summary>Ends when stdin does; what comes in before is passed over.</summary>
    Task InputClosedAsync(CancellationToken cancellationToken);

    /// <summary>Asks for something that must not be seen or kept; null when the person gave up.</summary>
    string? ReadSecret(string prompt);
}
