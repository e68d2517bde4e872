namespace RoleAssist.Core.CodeGeneration;

/// <summary>Generated code, with notes for the user.</summary>
/// <param name="Notes">
/// Sentences about what is left to fill in and which of the profile's settings the code does not apply.
/// </param>
public sealed record GeneratedCode(
    CodeLanguage Language,
    CodeTemplate Template,
    string FileName,
    string Code,
    IReadOnlyList<string> Notes
);
