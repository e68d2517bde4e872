using System.Globalization;
using System.Text;

namespace RoleAssist.Core.Security;

/// <summary>
/// Replaces letters that look like those of the Latin alphabet, and removes what is invisible or stands above a letter.
/// It is a short form of what Unicode calls a skeleton (https://www.unicode.org/reports/tr39/#Confusable_Detection):
/// the letters of the words for production, and the alphabets that are styles of the Latin one. .NET does not normalize
/// text without its globalization data, which RoleAssist leaves out.
/// </summary>
internal static class LookAlikes
{
    private const int Letters = 26;

    /// <summary>The look-alikes of each letter: other alphabets, and the letter with a mark.</summary>
    private static readonly (char Letter, string LookAlikes)[] Table =
    [
        ('c', "сϲⅽçćĉċč"),
        ('d', "ԁⅾďđḋḍḑɗ"),
        ('i', "іιıⅰíìîïĩīĭįǐ"),
        ('n', "ոռñńņňŉǹṅṇ"),
        ('o', "оοօσᴏ०০øòóôõöōŏőǒọỏ"),
        ('p', "рρϱṗṕƥᴘ"),
        ('r', "гᴦⲅɼŕŗřṙṛʀ"),
        ('s', "ѕꜱśŝşšșṡ"),
        ('t', "тτţťŧțṫṭᴛ"),
        ('u', "υսᴜùúûüũūŭůűųư"),
        ('C', "СϹⅭÇĆĈĊČ"),
        ('D', "ᎠⅮĎĐḊḌ"),
        ('I', "ІΙⅠÍÌÎÏĨĪĬĮİӀ"),
        ('N', "ΝÑŃŅŇṄṆ"),
        ('O', "ОΟՕØÒÓÔÕÖŌŎŐǑ"),
        ('P', "РΡᏢṖṔ"),
        ('R', "ᎡŔŖŘṘṚ"),
        ('S', "ЅŚŜŞŠȘ"),
        ('T', "ТΤŢŤŦȚ"),
        ('U', "ՍÙÚÛÜŨŪŬŮŰŲƯ"),
    ];

    private static readonly Dictionary<int, char> Plain = Table
        .SelectMany(row => row.LookAlikes.EnumerateRunes(), (row, rune) => (rune.Value, row.Letter))
        .ToDictionary(pair => pair.Value, pair => pair.Letter);

    /// <summary>Returns the text in plain letters. ASCII stays as it is, except for a zero between letters.</summary>
    public static string Fold(string text)
    {
        var folded = Ascii.IsValid(text) ? text : FoldLetters(text);
        return folded.Contains('0', StringComparison.Ordinal) ? FoldZeros(folded) : folded;
    }

    private static string FoldLetters(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Plain.TryGetValue(rune.Value, out var letter))
            {
                plain.Append(letter);
            }
            else if (
                DisplayText.IsShown(rune)
                && Rune.GetUnicodeCategory(rune)
                    is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            )
            {
                plain.Append(WithoutStyle(rune.Value) is { } styled ? new Rune(styled) : rune);
            }
        }

        return plain.ToString();
    }

    /// <summary>Full-width, circled and mathematical letters, each a Latin alphabet of its own.</summary>
    private static char? WithoutStyle(int value) =>
        value switch
        {
            >= 0xFF01 and <= 0xFF5E => (char)(value - 0xFF01 + '!'),
            >= 0x24B6 and < 0x24B6 + Letters => (char)('A' + value - 0x24B6),
            >= 0x24D0 and < 0x24D0 + Letters => (char)('a' + value - 0x24D0),
            >= 0x1D400 and <= 0x1D6A3 when (value - 0x1D400) % (2 * Letters) is var at => (char)(
                at < Letters ? 'A' + at : 'a' + at - Letters
            ),
            _ => null,
        };

    private static string FoldZeros(string text)
    {
        var plain = text.ToCharArray();
        for (var at = 1; at < plain.Length - 1; at++)
        {
            if (plain[at] == '0' && char.IsLetter(plain[at - 1]) && char.IsLetter(plain[at + 1]))
            {
                plain[at] = char.IsUpper(plain[at - 1]) && char.IsUpper(plain[at + 1]) ? 'O' : 'o';
            }
        }

        return new string(plain);
    }
}
