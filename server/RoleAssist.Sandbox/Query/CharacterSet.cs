using System.Globalization;
using System.Text;

namespace RoleAssist.Sandbox.Query;

/// <summary>
/// The allowed characters of a parameter: the pattern in the words of the service's model and error messages, and its
/// implementation. The patterns are for Java; .NET's regular expressions would interpret some of them differently.
/// </summary>
internal sealed record CharacterSet(string Pattern, Func<Rune, bool> Contains)
{
    /// <summary>Any characters, for parameters without a pattern in the model.</summary>
    public static CharacterSet Any { get; } = new(@"[\s\S]*", _ => true);

    public static CharacterSet Name { get; } = new(@"[\w+=,.@-]*", rune => IsWord(rune) || IsOneOf(rune, "+=,.@-"));

    public static CharacterSet ExternalId { get; } =
        new(@"[\w+=,.@:\/-]*", rune => IsWord(rune) || IsOneOf(rune, "+=,.@:/-"));

    public static CharacterSet SerialNumber { get; } =
        new(@"[\w+=/:,.@-]*", rune => IsWord(rune) || IsOneOf(rune, "+=/:,.@-"));

    public static CharacterSet Word { get; } = new(@"[\w]*", IsWord);

    public static CharacterSet Digits { get; } =
        new(@"[\d]*", rune => rune.IsAscii && char.IsAsciiDigit((char)rune.Value));

    public static CharacterSet UserName { get; } = Name with { Pattern = @"[\w+=,.@-]+" };

    public static CharacterSet KeyId { get; } = Word with { Pattern = @"[\w]+" };

    public static CharacterSet Marker { get; } = new(@"[\u0020-\u00FF]+", rune => rune.Value is >= 0x20 and <= 0xFF);

    public static CharacterSet Arn { get; } =
        new(
            @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+",
            rune =>
                rune.Value
                    is 0x9
                        or 0xA
                        or 0xD
                        or (>= 0x20 and <= 0x7E)
                        or 0x85
                        or (>= 0xA0 and <= 0xFFFD)
                        or >= 0x10000
        );

    public static CharacterSet Policy { get; } =
        new(@"[\u0009\u000A\u000D\u0020-\u00FF]+", rune => rune.Value is 0x9 or 0xA or 0xD or (>= 0x20 and <= 0xFF));

    public static CharacterSet TagKey { get; } = new(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", IsTagCharacter);

    public static CharacterSet TagValue { get; } = new(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", IsTagCharacter);

    public bool Matches(string text) =>
        text.EnumerateRunes().All(Contains) && (text.Length > 0 || Pattern.EndsWith('*'));

    private static bool IsWord(Rune rune) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_');

    private static bool IsOneOf(Rune rune, string characters) => rune.IsBmp && characters.Contains((char)rune.Value);

    private static bool IsTagCharacter(Rune rune) =>
        IsOneOf(rune, "_.:/=+-@")
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber;
}
