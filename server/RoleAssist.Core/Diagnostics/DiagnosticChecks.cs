using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Diagnostics;

/// <summary>
/// Runs checks independently of each other: on a broken machine any of them may fail, and the report must still include
/// the others.
/// </summary>
public static class DiagnosticChecks
{
    /// <summary>Returns the findings of the checks, in order. A check that throws is reported as a finding.</summary>
    public static IReadOnlyList<DiagnosticFinding> Run(
        string topic,
        params ReadOnlySpan<Func<IEnumerable<DiagnosticFinding>>> checks
    )
    {
        var findings = new List<DiagnosticFinding>();
        foreach (var check in checks)
        {
            try
            {
                findings.AddRange([.. check()]);
            }
#pragma warning disable CA1031 // The report must survive any failure of a check.
            catch (Exception fault) when (fault is not OutOfMemoryException)
#pragma warning restore CA1031
            {
                findings.Add(Failed(topic, fault));
            }
        }

        return findings;
    }

    /// <summary>Creates the finding for a check that failed.</summary>
    public static DiagnosticFinding Failed(string topic, Exception fault) =>
        fault is RoleAssistException known
            ? new DiagnosticFinding(topic, DiagnosticStatus.Error, known.Message, known.Hint)
            : new DiagnosticFinding(
                topic,
                DiagnosticStatus.Error,
                $"A check failed: {fault.GetType().Name}: {fault.Message}",
                "Run the command with --verbose for details."
            );
}
