using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>The meaning of a section's header, and the rule that it breaks, if any.</summary>
internal readonly record struct SectionHeader(
    SectionKind Kind,
    string Name,
    FileRule? Rule = null,
    object[]? RuleNames = null
)
{
    private const string Blanks = " \t";

    private static readonly string[] Words = ["profile", "sso-session", "services"];

    /// <param name="header">The text between the brackets.</param>
    /// <param name="file">The file that contains it.</param>
    public static SectionHeader Parse(ReadOnlySpan<char> header, SharedConfigFileKind file)
    {
        var trimmed = header.Trim(Blanks);
        var gap = trimmed.IndexOfAny(Blanks);
        var word = gap < 0 ? trimmed : trimmed[..gap];
        var name = gap < 0 ? [] : trimmed[gap..].TrimStart(Blanks);
        return file == SharedConfigFileKind.Config ? InConfig(header, word, name) : InCredentials(header, word, name);
    }

    private static SectionHeader InConfig(ReadOnlySpan<char> header, ReadOnlySpan<char> word, ReadOnlySpan<char> name)
    {
        var kind = KindOf(word);
        return (kind, name.IsEmpty) switch
        {
            (null, true) when word is ProfileNames.Default => Accepted(SectionKind.BareDefault, header, [], word),
            // Used only by the AWS CLI.
            (null, true) when word is "plugins" or "preview" => new SectionHeader(SectionKind.Ignored, ""),
            (null, true) when !word.IsEmpty => Ignored(IgnoredLineRules.ProfilePrefixMissing, word.ToString()),
            (_, true) => Ignored(IgnoredLineRules.SectionNameMissing, word.ToString()),
            (null, _) => Ignored(
                IgnoredLineRules.UnknownSection,
                header.Trim(Blanks).ToString(),
                Suggestion(word.ToString())
            ),
            ({ } known, _) when ProfileNames.IsPlain(name) => Accepted(known, header, word, name),
            // The AWS CLI quotes names that contain spaces, so a quoted name is valid.
            ({ } known, _) when IsQuoted(name) => new SectionHeader(
                known,
                name[1..^1].ToString(),
                PortabilityRules.QuotedName,
                [name[1..^1].ToString()]
            ),
            _ => Ignored(IgnoredLineRules.SectionNameInvalid, $"{word} {name}"),
        };
    }

    private static SectionHeader InCredentials(
        ReadOnlySpan<char> header,
        ReadOnlySpan<char> word,
        ReadOnlySpan<char> name
    ) =>
        (KindOf(word), name.IsEmpty) switch
        {
            (_, true) when word.IsEmpty => Ignored(IgnoredLineRules.SectionNameMissing, ""),
            (_, true) when ProfileNames.IsPlain(word) => Accepted(SectionKind.Profile, header, [], word),
            (SectionKind.Profile, false) => Ignored(IgnoredLineRules.ProfilePrefixInCredentials, name.ToString()),
            ({ }, false) => Ignored(IgnoredLineRules.SectionInCredentials, header.Trim(Blanks).ToString()),
            _ => Ignored(IgnoredLineRules.SectionNameInvalid, header.Trim(Blanks).ToString()),
        };

    private static SectionKind? KindOf(ReadOnlySpan<char> word) =>
        word switch
        {
            "profile" => SectionKind.Profile,
            "sso-session" => SectionKind.SsoSession,
            "services" => SectionKind.Services,
            _ => null,
        };

    private static SectionHeader Accepted(
        SectionKind kind,
        ReadOnlySpan<char> header,
        ReadOnlySpan<char> word,
        ReadOnlySpan<char> name
    )
    {
        // Every tool finds a header with a single space between its words and none around them. After two words, extra
        // space is harmless.
        var plain = word.Length + (word.IsEmpty ? 0 : 1) + name.Length;
        var (before, after) = (
            header.Length - header.TrimStart(Blanks).Length,
            header.Length - header.TrimEnd(Blanks).Length
        );
        if (header.Length == plain || (header.Length == plain + after && after == 1 && !word.IsEmpty))
        {
            return new SectionHeader(
                kind,
                name.ToString(),
                kind == SectionKind.Services ? PortabilityRules.ServicesSection : null
            );
        }

        return new SectionHeader(
            kind,
            name.ToString(),
            before + plain + after == header.Length
                ? PortabilityRules.BlanksBesideBrackets
                : PortabilityRules.BlanksBetweenWords,
            [word.IsEmpty ? name.ToString() : $"{word} {name}"]
        );
    }

    private static SectionHeader Ignored(FileRule rule, params object[] names) =>
        new(SectionKind.Ignored, "", rule, names);

    private static bool IsQuoted(ReadOnlySpan<char> name) =>
        name.Length > 2 && name[0] is '"' or '\'' && name[1..].IndexOf(name[0]) == name.Length - 2;

    /// <summary>Returns the words of headers that a wrong one probably stands for.</summary>
    public static IReadOnlyList<string> WordsLike(string word) => NearMisses.Find(word, Words);

    private static string Suggestion(string word) =>
        NearMisses.Question(word, Words) is { } question ? $" {question}" : "";
}
