using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Diagnostics;

/// <summary>Runs checks each by itself: on a broken machine any of them may fail, and the others are what a report is for.</summary>
public static class DiagnosticChecks
{
    /// <summary>What the checks find, in their order. One that throws is a finding.</summary>
    public static IReadOnlyList<DiagnosticFinding> Run(string topic, params ReadOnlySpan<Func<IEnumerable<DiagnosticFinding>>> checks)
    {
        var findings = new List<DiagnosticFinding>();
        foreach (var check in checks)
        {
            try
            {
                findings.AddRange([.. check()]);
            }
#pragma warning disable CA1031 // The report has to survive everything that it looks at.
            catch (Exception fault) when (fault is not OutOfMemoryException)
#pragma warning restore CA1031
            {
                findings.Add(Failed(topic, fault));
            }
        }

        return findings;
    }

    /// <summary>A check that could not be made.</summary>
    public static DiagnosticFinding Failed(string topic, Exception fault) => fault is RoleAssistException known
        ? new DiagnosticFinding(topic, DiagnosticStatus.Error, known.Message, known.Hint)
        : new DiagnosticFinding(topic, DiagnosticStatus.Error, $"A check failed: {fault.GetType().Name}: {fault.Message}", "Run it with --verbose for the details.");
}
