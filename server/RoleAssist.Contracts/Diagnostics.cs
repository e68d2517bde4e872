using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <param name="Editor">What only the editor knows, by name: its version, the shell of its terminals, the remote it works on.</param>
public sealed record RunDiagnosticsParams(IReadOnlyDictionary<string, string>? Editor = null);

/// <param name="Findings">What was looked at, in the order of the report.</param>
/// <param name="Report">All of it as Markdown. It may be shared: names of people, accounts, hosts and folders are left out.</param>
public sealed record DiagnosticsReport(IReadOnlyList<DiagnosticFinding> Findings, string Report);

/// <param name="Topic">What it is about.</param>
/// <param name="Status">Whether something must be done.</param>
/// <param name="Message">What was found.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record DiagnosticFinding(string Topic, DiagnosticStatus Status, string Message, string? Hint = null);

public enum DiagnosticStatus
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, but not as somebody may expect.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It keeps RoleAssist, or a profile, from working.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
