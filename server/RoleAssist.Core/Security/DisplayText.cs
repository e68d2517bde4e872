using System.Globalization;
using System.Text;

namespace RoleAssist.Core.Security;

/// <summary>
/// Makes external text (from a file, a server, a name) safe to display in a terminal, a log, an error or an editor.
/// Characters that control a terminal, reorder the line or are invisible become U+FFFD: control characters, format
/// characters such as bidirectional overrides, line and paragraph separators, lone surrogates and everything that
/// Unicode calls Default_Ignorable (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
/// </summary>
public static class DisplayText
{
    /// <summary>The maximum length of a server's text in a message, in UTF-16 code units.</summary>
    public const int MaxServerLength = 200;

    /// <summary>The maximum length of a value that a message or a list repeats, in UTF-16 code units.</summary>
    public const int MaxValueLength = 100;

    /// <summary>Replaces a character that must not be displayed.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>Sanitizes a name or a message on one line.</summary>
    public static string Line(string text) => Replace(text, keepsLineBreaks: false);

    /// <summary>Sanitizes a text of several lines, which end in a line feed.</summary>
    public static string Lines(string text) => Replace(text, keepsLineBreaks: true);

    /// <summary>Sanitizes a message on one line so that no part of it becomes a link, and no secret is in it.</summary>
    public static string Sentence(string text) => WithoutLinks(Line(SecretText.Hide(text)));

    /// <summary>Shows a value of the AWS files: one line of limited length, without what looks like a secret.</summary>
    public static string Value(string text)
    {
        // A secret that the end cuts in two would not be recognized anymore.
        var shown = SecretText.Hide(text);
        return Line(shown.Length <= MaxValueLength ? shown : $"{shown[..MaxValueLength]}…");
    }

    /// <summary>
    /// Sanitizes text from a server: one line of at most <see cref="MaxServerLength"/>, without links.
    /// </summary>
    public static string FromServer(string text)
    {
        // Process only the beginning: the text can be as long as a response.
        var beginning = text.Length <= 4 * MaxServerLength ? text : text[..(4 * MaxServerLength)];
        var words = string.Join(' ', beginning.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        var sentence = Sentence(words);
        if (sentence.Length <= MaxServerLength && beginning.Length == text.Length)
        {
            return sentence;
        }

        var length = Math.Min(MaxServerLength, sentence.Length);
        return $"{sentence[..(length > 0 && char.IsHighSurrogate(sentence[length - 1]) ? length - 1 : length)]}…";
    }

    /// <summary>Whether a code point can be displayed.</summary>
    public static bool IsShown(Rune rune) =>
        rune.IsAscii
            ? rune.Value is >= ' ' and < 0x7F
            : Rune.GetUnicodeCategory(rune)
                is not (
                    UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.Surrogate
                    or UnicodeCategory.OtherNotAssigned
                )
                && !IsBlank(rune.Value);

    /// <summary>
    /// Letters, marks and symbols without a glyph: fillers, joiners, variation selectors, the blank Braille pattern.
    /// </summary>
    private static bool IsBlank(int value) =>
        value
            is 0x034F
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or 0x2800
                or 0x3164
                or 0xFFA0
                or (>= 0x180B and <= 0x180F)
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0000 and <= 0xE0FFF);

    private static string Replace(string text, bool keepsLineBreaks)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var isRune = Rune.TryGetRuneAt(text, at, out var rune);
            if (isRune && (IsShown(rune) || (keepsLineBreaks && rune.Value == '\n')))
            {
                shown.Append(rune);
            }
            else
            {
                shown.Append(Replacement);
            }

            at += isRune ? rune.Utf16SequenceLength : 1;
        }

        return shown.ToString();
    }

    /// <summary>
    /// Markdown and VS Code notifications render <c>[text](address)</c> and <c>&lt;scheme:address&gt;</c> as links; a
    /// space prevents it.
    /// </summary>
    private static string WithoutLinks(string line)
    {
        line = line.Replace("](", "] (", StringComparison.Ordinal);
        for (var at = line.IndexOf('<', StringComparison.Ordinal); at >= 0; at = line.IndexOf('<', at + 1))
        {
            if (IsScheme(line.AsSpan(at + 1)))
            {
                line = line.Insert(at + 1, " ");
            }
        }

        return line;
    }

    /// <summary>https://www.rfc-editor.org/rfc/rfc3986#section-3.1.</summary>
    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var character in text[..colon])
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
