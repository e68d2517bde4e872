using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <param name="Editor">
/// Facts that only the editor knows, by name: its version, its terminals' shell, the remote that it is connected to.
/// </param>
public sealed record RunDiagnosticsParams(IReadOnlyDictionary<string, string>? Editor = null);

/// <param name="Findings">The results of the checks, in the order of the report.</param>
/// <param name="Report">
/// The whole report as Markdown. It is safe to share: names of users, accounts, hosts and folders are left out.
/// </param>
public sealed record DiagnosticsReport(IReadOnlyList<DiagnosticFinding> Findings, string Report);

/// <param name="Topic">The subject of the check.</param>
/// <param name="Status">The severity.</param>
/// <param name="Message">The result.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record DiagnosticFinding(string Topic, DiagnosticStatus Status, string Message, string? Hint = null);

public enum DiagnosticStatus
{
    /// <summary>No problem found.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, but possibly not as expected.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>RoleAssist or a profile cannot work.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
