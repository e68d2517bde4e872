using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>A language that code is written in: data, and how it writes values.</summary>
/// <param name="Id">Its name on the command line.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Extension">The extension of its files, with the dot.</param>
/// <param name="Syntax">How it writes values.</param>
/// <param name="Templates">What there is to write, the usual first.</param>
public sealed record CodeLanguage(string Id, string Name, string Extension, LanguageSyntax Syntax, IReadOnlyList<CodeTemplate> Templates)
{
    /// <summary>What else it is called: by editors (https://code.visualstudio.com/docs/languages/identifiers) and by people.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What can be asked for besides; a template tests it by name, as it does facts.</summary>
    public IReadOnlyList<CodeOption> Options { get; init; } = [];

    /// <summary>What users of the language should know of a profile that the code names, as a sentence.</summary>
    internal Func<Profile, string?> NoteOnSource { get; init; } = _ => null;

    public bool IsCalled(string name) =>
        Aliases.Prepend(Id).Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Something about the code that can be asked for.</summary>
public sealed record CodeOption(string Name, string Description);
