namespace RoleAssist.Core.Diagnostics;

/// <summary>Checks one thing that RoleAssist depends on.</summary>
public interface IDiagnostic
{
    string Topic { get; }

    /// <exception cref="Errors.RoleAssistException">
    /// The check failed; the handler reports the error as a finding.
    /// </exception>
    Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken);
}
