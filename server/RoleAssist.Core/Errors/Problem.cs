namespace RoleAssist.Core.Errors;

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
/// <param name="Code">What an error of this kind is called.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What is the matter and what to do about it.</param>
/// <param name="Location">Where it stands, if it stands anywhere.</param>
/// <param name="Rule">What the rule is called that a line breaks; null where the line or the file as such cannot be read.</param>
public sealed record Problem(
    ErrorCode Code, ProblemSeverity Severity, string Message, SourceLocation? Location = null, string? Rule = null)
{
    /// <summary>What programs know it by.</summary>
    public string Name => Rule ?? Code.ToString();

    /// <summary>What it is about: the profile whose setting it is, or the header of a section that is ignored.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether the profile that it is about cannot be used: it would mean something else than its author wrote.</summary>
    public bool StopsProfile { get; init; }

    /// <summary>Whether a profile may be lost to it, so that none can be said not to be there.</summary>
    public bool HidesProfiles { get; init; }

    /// <summary>Whether some SDK rejects the whole file for it, or reads another <c>[default]</c> in it than the rest.</summary>
    public bool DividesSdks { get; init; }
}
