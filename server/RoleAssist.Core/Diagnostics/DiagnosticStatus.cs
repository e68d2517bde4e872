namespace RoleAssist.Core.Diagnostics;

public enum DiagnosticStatus
{
    Ok,
    Warning,
    Error,
}
