namespace RoleAssist.Host.CommandLine;

/// <summary>The console as verbs use it.</summary>
internal interface IConsole
{
    /// <summary>The writer for a verb's output: data for programs or text for users.</summary>
    TextWriter Out { get; }

    /// <summary>
    /// The width in columns of the terminal that <see cref="Out"/> writes to; null for a file or a pipe.
    /// </summary>
    int? Width { get; }

    /// <summary>The writer for errors, hints and notes.</summary>
    TextWriter Error { get; }

    /// <summary>Gets the stream behind <see cref="Out"/>, for bytes that are passed on unchanged.</summary>
    Stream RawOut { get; }

    /// <summary>Gets the stream behind <see cref="Error"/>, likewise.</summary>
    Stream RawError { get; }

    /// <summary>
    /// Gets the writer for a line that is drawn again and again; null if <see cref="Error"/> is no terminal.
    /// </summary>
    TextWriter? Progress { get; }

    /// <summary>Whether there is a terminal to prompt the user on, even if stdin and stderr are redirected.</summary>
    bool CanPrompt { get; }

    /// <summary>Opens stdin, to read it to its end.</summary>
    Stream OpenInput();

    /// <summary>Reads one line of stdin without reading past it; returns null at the end of the input.</summary>
    string? ReadLine();

    /// <summary>Completes when stdin is closed. Input before that is discarded.</summary>
    Task WaitForInputClosedAsync(CancellationToken cancellationToken);

    /// <summary>Prompts for a secret without echoing it; returns null if the user cancels the prompt.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    string? ReadSecret(string prompt, CancellationToken cancellationToken);

    /// <summary>Asks the user a question; returns null if the user cancels it.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    string? ReadAnswer(string question, CancellationToken cancellationToken);
}
