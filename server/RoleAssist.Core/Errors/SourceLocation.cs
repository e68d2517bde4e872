namespace RoleAssist.Core.Errors;

/// <summary>A position in a file. Lines and columns count from 1.</summary>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <summary>Returns the format of compilers, which editors turn into a link.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
