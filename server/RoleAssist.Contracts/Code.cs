namespace RoleAssist.Contracts;

public sealed record ListCodeTemplatesParams;

/// <param name="Languages">The supported languages with their templates.</param>
public sealed record CodeTemplateList(IReadOnlyList<CodeLanguageInfo> Languages);

/// <param name="Id">The language's name on the command line.</param>
/// <param name="Name">The display name.</param>
/// <param name="Aliases">Other accepted names, including editors' language IDs.</param>
/// <param name="Extension">The file extension, including the dot.</param>
/// <param name="Templates">The templates, the default first.</param>
/// <param name="Options">The options that can be turned on.</param>
public sealed record CodeLanguageInfo(
    string Id,
    string Name,
    IReadOnlyList<string> Aliases,
    string Extension,
    IReadOnlyList<CodeTemplateInfo> Templates,
    IReadOnlyList<CodeOptionInfo> Options
);

/// <param name="Name">The template's name.</param>
/// <param name="Description">A one-line description of the code.</param>
/// <param name="TakesProfiles">Whether the template accepts several profiles.</param>
public sealed record CodeTemplateInfo(string Name, string Description, bool TakesProfiles);

/// <param name="Name">The option's name, for <see cref="GenerateCodeParams.Options"/>.</param>
/// <param name="Description">A one-line description.</param>
public sealed record CodeOptionInfo(string Name, string Description);

/// <param name="Language">The language: its name, an alias or the editor's language ID.</param>
/// <param name="Profiles">The profiles or role ARNs to generate code for. If absent, the code has placeholders.</param>
/// <param name="Template">The template; by default the language's first.</param>
/// <param name="Options">The language's options to turn on.</param>
/// <param name="AsSnippet">Whether to return a snippet body with tab stops instead of code.</param>
public sealed record GenerateCodeParams(
    string Language,
    IReadOnlyList<string>? Profiles = null,
    string? Template = null,
    IReadOnlyList<string>? Options = null,
    bool? AsSnippet = null
);

/// <param name="Language">The language's name.</param>
/// <param name="Template">The template's name.</param>
/// <param name="FileName">A suggested file name.</param>
/// <param name="Code">The code or the snippet body, with LF line endings. It never contains keys.</param>
/// <param name="Notes">
/// Sentences about what is left to fill in and which of the profile's settings the code does not apply.
/// </param>
public sealed record CodeResult(
    string Language,
    string Template,
    string FileName,
    string Code,
    IReadOnlyList<string> Notes
);

/// <param name="Text">The document's text.</param>
/// <param name="Language">
/// The document's language, which determines the replacements; any name that <see cref="GenerateCodeParams"/> accepts.
/// </param>
public sealed record FindHardCodedKeysParams(string Text, string? Language = null);

/// <param name="Keys">The keys, in document order.</param>
public sealed record HardCodedKeyList(IReadOnlyList<HardCodedKeyInfo> Keys);

/// <param name="Line">The zero-based line, as in the Language Server Protocol.</param>
/// <param name="StartCharacter">The start of the text to replace, in UTF-16 code units from 0.</param>
/// <param name="EndCharacter">The end of the text to replace, exclusive.</param>
/// <param name="Variable">The environment variable to use instead, which RoleAssist sets.</param>
/// <param name="Replacement">
/// The expression to insert. Absent if the language, or this place in the document, has none.
/// </param>
public sealed record HardCodedKeyInfo(
    int Line,
    int StartCharacter,
    int EndCharacter,
    string Variable,
    string? Replacement = null
);
