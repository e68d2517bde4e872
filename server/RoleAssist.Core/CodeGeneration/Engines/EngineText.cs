using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>Writes values so that they stay values in YAML, in a shell and in the engines' own expressions.</summary>
internal static partial class EngineText
{
    /// <summary>The longest name in a matrix: names of jobs are made of its values, and are limited.</summary>
    private const int LongestName = 80;

    /// <summary>
    /// Writes a double-quoted YAML scalar (https://yaml.org/spec/1.2.2/#731-double-quoted-style). Only printable ASCII is
    /// not escaped.
    /// </summary>
    public static string Yaml(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            text.Append(
                rune.Value switch
                {
                    '"' or '\\' => $"\\{rune}",
                    >= ' ' and < 127 => rune.ToString(),
                    <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
                }
            );
        }

        return text.Append('"').ToString();
    }

    /// <summary>Writes the words of a command for a POSIX shell.</summary>
    public static string Shell(IEnumerable<string> words) =>
        string.Join(' ', words.Select(word => PlainWord().IsMatch(word) ? word : Quote(word)));

    /// <summary>Returns a name for people: one line, not too long.</summary>
    public static string Name(string name)
    {
        var line = DisplayText.Line(name);
        return line.Length > LongestName ? $"{line[..LongestName].TrimEnd()}…" : line;
    }

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z0-9_./:@%+,-]+\z")]
    private static partial Regex PlainWord();
}
