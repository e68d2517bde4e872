namespace RoleAssist.Core.Errors;

public enum ProblemSeverity
{
    Error,
    Warning,
    Information,
}
