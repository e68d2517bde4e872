namespace RoleAssist.Contracts;

public sealed record ListCodeTemplatesParams;

/// <param name="Languages">Every language that code is written in, with its templates.</param>
public sealed record CodeTemplateList(IReadOnlyList<CodeLanguageInfo> Languages);

/// <param name="Id">The language's name on the command line.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Aliases">What else it may be called, editors' language ids among it.</param>
/// <param name="Extension">The extension of its files, with the dot.</param>
/// <param name="Templates">What there is to write, the usual first.</param>
/// <param name="Options">What can be asked for besides.</param>
public sealed record CodeLanguageInfo(
    string Id,
    string Name,
    IReadOnlyList<string> Aliases,
    string Extension,
    IReadOnlyList<CodeTemplateInfo> Templates,
    IReadOnlyList<CodeOptionInfo> Options);

/// <param name="Name">The template's name.</param>
/// <param name="Description">What the code does, in a line.</param>
/// <param name="TakesProfiles">Whether it serves several profiles at once.</param>
public sealed record CodeTemplateInfo(string Name, string Description, bool TakesProfiles);

/// <param name="Name">The option's name, for <see cref="GenerateCodeParams.Options"/>.</param>
/// <param name="Description">What it does, in a line.</param>
public sealed record CodeOptionInfo(string Name, string Description);

/// <param name="Language">The language: its name, an alias, or the editor's language id.</param>
/// <param name="Profiles">The profiles or role ARNs that the code is for; without any it has placeholders.</param>
/// <param name="Template">The template; without one, the language's usual.</param>
/// <param name="Options">The language's options to turn on.</param>
/// <param name="AsSnippet">Whether to answer the body of a snippet, with tab stops, instead of code.</param>
public sealed record GenerateCodeParams(
    string Language,
    IReadOnlyList<string>? Profiles = null,
    string? Template = null,
    IReadOnlyList<string>? Options = null,
    bool? AsSnippet = null);

/// <param name="Language">The language's name.</param>
/// <param name="Template">The template's name.</param>
/// <param name="FileName">What to call a file with this code.</param>
/// <param name="Code">The code, or the snippet's body; lines end with a line feed. No key is ever in it.</param>
/// <param name="Notes">What is left to fill in, and what of the profile the code does not do, as sentences.</param>
public sealed record CodeResult(string Language, string Template, string FileName, string Code, IReadOnlyList<string> Notes);

/// <param name="Text">The document.</param>
/// <param name="Language">Its language, for what to put in place of a key; any name that <see cref="GenerateCodeParams"/> takes.</param>
public sealed record FindHardCodedKeysParams(string Text, string? Language = null);

/// <param name="Keys">The keys, in the order of the text.</param>
public sealed record HardCodedKeyList(IReadOnlyList<HardCodedKeyInfo> Keys);

/// <param name="Line">The line, from 0, as in the Language Server Protocol.</param>
/// <param name="StartCharacter">Where what is to be replaced begins, in UTF-16 units from 0.</param>
/// <param name="EndCharacter">Where it ends.</param>
/// <param name="Variable">The environment variable that RoleAssist sets instead.</param>
/// <param name="Replacement">The expression to put there; absent where the language, or the place, takes none.</param>
public sealed record HardCodedKeyInfo(int Line, int StartCharacter, int EndCharacter, string Variable, string? Replacement = null);
