namespace RoleAssist.Core.Errors;

/// <summary>A problem in the AWS files to report to the user.</summary>
/// <param name="Code">The code of an error of this kind.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Message">A sentence that says what is wrong and what to do about it.</param>
/// <param name="Location">The location; null if there is none.</param>
/// <param name="Rule">
/// The name of the rule that a line violates; null if the line or the file itself cannot be read.
/// </param>
public sealed record Problem(
    ErrorCode Code,
    ProblemSeverity Severity,
    string Message,
    SourceLocation? Location = null,
    string? Rule = null
)
{
    /// <summary>Gets the name that identifies the problem to programs.</summary>
    public string Name => Rule ?? Code.ToString();

    /// <summary>Gets the subject: the profile with the setting, or the header of an ignored section.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether the profile cannot be used, because it would not mean what its author intended.</summary>
    public bool DisablesProfile { get; init; }

    /// <summary>Whether the problem may hide profiles, so that a missing profile may exist in the file.</summary>
    public bool HidesProfiles { get; init; }

    /// <summary>
    /// Whether an SDK rejects the whole file because of it, or reads a different <c>[default]</c> than the others.
    /// </summary>
    public bool SdksDisagree { get; init; }
}
