namespace RoleAssist.Core.Diagnostics;

public enum DiagnosticStatus
{
    Ok,
    Warning,
    Error,
}

/// <summary>Something that RoleAssist depends on, as it was found.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Status">Whether something must be done.</param>
/// <param name="Message">What was found, as a sentence.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record DiagnosticFinding(string Topic, DiagnosticStatus Status, string Message, string? Hint = null);

/// <summary>Looks at one thing that RoleAssist depends on.</summary>
public interface IDiagnostic
{
    string Topic { get; }

    /// <exception cref="Errors.RoleAssistException">What it looks at does not work; the finding is an error then.</exception>
    Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken);
}
