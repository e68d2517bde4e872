namespace RoleAssist.Core.Diagnostics;

/// <summary>The result of a check of something that RoleAssist depends on.</summary>
/// <param name="Topic">The subject of the check.</param>
/// <param name="Status">Whether action is required.</param>
/// <param name="Message">The result, as a sentence.</param>
/// <param name="Hint">How to fix it.</param>
public sealed record DiagnosticFinding(string Topic, DiagnosticStatus Status, string Message, string? Hint = null);
