using System.Buffers;
using RoleAssist.Core.Diagnostics;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>What a section's header says, and what there is to say about it.</summary>
internal readonly record struct SectionHeader(SectionKind Kind, string Name, FileRule? Rule = null, object[]? RuleNames = null)
{
    public const string DefaultProfile = "default";

    private static readonly Dictionary<string, SectionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["profile"] = SectionKind.Profile,
        ["sso-session"] = SectionKind.SsoSession,
        ["services"] = SectionKind.Services,
    };

    /// <summary>Sections of the AWS CLI that have no name; they say nothing about credentials.</summary>
    private static readonly string[] SectionsOfTheCli = ["plugins", "preview"];

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-/.%@:+");

    /// <summary>Whether AWS' SDKs take it as the name of a section or a property; other names they pass over.</summary>
    public static bool IsValidName(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(NameCharacters);

    /// <param name="header">What stands between the brackets.</param>
    /// <param name="file">In which file it does.</param>
    public static SectionHeader Parse(string header, SharedConfigFileKind file)
    {
        var words = header.Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return file == SharedConfigFileKind.Config ? InConfig(header, words) : InCredentials(header, words);
    }

    private static SectionHeader InConfig(string header, string[] words) => words switch
    {
        [] => Ignored(IgnoredRules.SectionNameMissing, ""),
        [DefaultProfile] => Accepted(SectionKind.BareDefault, DefaultProfile, header, DefaultProfile),
        [var word] when Kinds.ContainsKey(word) => Ignored(IgnoredRules.SectionNameMissing, word),
        [var word] when SectionsOfTheCli.Contains(word) => new SectionHeader(SectionKind.Ignored, word),
        [var name] => Ignored(IgnoredRules.ProfilePrefixMissing, name),
        [var word, var name] when Kinds.TryGetValue(word, out var kind) => Named(kind, word, name, header),
        [var word, ..] => Ignored(IgnoredRules.UnknownSection, header.Trim(), Suggestion(word)),
    };

    private static SectionHeader InCredentials(string header, string[] words) => words switch
    {
        [] => Ignored(IgnoredRules.SectionNameMissing, ""),
        [var name] when IsValidName(name) => Accepted(SectionKind.Profile, name, header, name),
        ["profile", var name] => Ignored(IgnoredRules.ProfilePrefixInCredentials, name),
        [var word, _] when Kinds.ContainsKey(word) => Ignored(IgnoredRules.SectionInCredentials, header.Trim()),
        _ => Ignored(IgnoredRules.SectionNameInvalid, header.Trim()),
    };

    private static SectionHeader Named(SectionKind kind, string word, string name, string header)
    {
        if (IsValidName(name))
        {
            return Accepted(kind, name, header, $"{word} {name}");
        }

        // The AWS CLI writes names with blanks in quotes, so a quoted name is one.
        return Unquote(name) is { } plain
            ? new SectionHeader(kind, plain, PortabilityRules.QuotedName, [plain])
            : Ignored(IgnoredRules.SectionNameInvalid, $"{word} {name}");
    }

    /// <param name="plain">The header as every tool finds it.</param>
    private static SectionHeader Accepted(SectionKind kind, string name, string header, string plain)
    {
        var blanks = header.Replace('\t', ' ');
        return blanks switch
        {
            _ when blanks == plain => new SectionHeader(kind, name, kind == SectionKind.Services ? PortabilityRules.ServicesSection : null),
            // After two words one blank is lost on nobody.
            _ when blanks == $"{plain} " && plain != name => new SectionHeader(kind, name),
            _ when blanks.Trim() == plain => new SectionHeader(kind, name, PortabilityRules.BlanksBesideBrackets, [plain]),
            _ => new SectionHeader(kind, name, PortabilityRules.BlanksBetweenWords, [plain]),
        };
    }

    private static SectionHeader Ignored(FileRule rule, params object[] names) => new(SectionKind.Ignored, "", rule, names);

    private static string? Unquote(string name) =>
        name.Length > 2 && name[0] is '"' or '\'' && name.IndexOf(name[0], 1) == name.Length - 1 ? name[1..^1] : null;

    private static string Suggestion(string word) =>
        NearMisses.Of(word, Kinds.Keys) is [var meant, ..] ? $" Did you mean '{meant}'?" : "";
}
