namespace RoleAssist.Core.Diagnostics;

/// <summary>The findings, and all of them as text that can be shared.</summary>
public sealed record DiagnosticsReport(IReadOnlyList<DiagnosticFinding> Findings, string Text);
