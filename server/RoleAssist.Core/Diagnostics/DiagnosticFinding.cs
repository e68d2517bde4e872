namespace RoleAssist.Core.Diagnostics;

public enum DiagnosticStatus
{
    Ok,
    Warning,
    Error,
}

/// <summary>The result of a check of something that RoleAssist depends on.</summary>
/// <param name="Topic">The subject of the check.</param>
/// <param name="Status">Whether action is required.</param>
/// <param name="Message">The result, as a sentence.</param>
/// <param name="Hint">How to fix it.</param>
public sealed record DiagnosticFinding(string Topic, DiagnosticStatus Status, string Message, string? Hint = null);

/// <summary>Checks one thing that RoleAssist depends on.</summary>
public interface IDiagnostic
{
    string Topic { get; }

    /// <exception cref="Errors.RoleAssistException">
    /// The check failed; the handler reports the error as a finding.
    /// </exception>
    Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken);
}
