using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>A language that code is generated in.</summary>
/// <param name="Id">The name on the command line.</param>
/// <param name="Name">The display name.</param>
/// <param name="Extension">The file extension, including the dot.</param>
/// <param name="Syntax">The syntax of its literals, comments and identifiers.</param>
/// <param name="Templates">The templates, the default first.</param>
public sealed record CodeLanguage(
    string Id,
    string Name,
    string Extension,
    LanguageSyntax Syntax,
    IReadOnlyList<CodeTemplate> Templates
)
{
    /// <summary>
    /// Other names of the language, including editors' language IDs
    /// (https://code.visualstudio.com/docs/languages/identifiers).
    /// </summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The options that can be turned on. Templates test them by name, like facts.</summary>
    public IReadOnlyList<CodeOption> Options { get; init; } = [];

    /// <summary>Returns a sentence about a source profile for users of this language, or null.</summary>
    internal Func<Profile, string?> NoteOnSource { get; init; } = _ => null;

    public bool IsCalled(string name) => Aliases.Prepend(Id).Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>An option of a language's generated code.</summary>
public sealed record CodeOption(string Name, string Description);
