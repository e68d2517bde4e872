using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Diagnostics;

/// <summary>Where something stands in a file; line and column count from 1.</summary>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <summary>As compilers write it, and editors make it a link.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

public enum ProblemSeverity
{
    Error,
    Warning,
    Information,
}

/// <summary>Something in the AWS files that a person should know, as a sentence with its place.</summary>
public sealed record Problem(ErrorCode Code, ProblemSeverity Severity, string Message, SourceLocation? Location = null);
