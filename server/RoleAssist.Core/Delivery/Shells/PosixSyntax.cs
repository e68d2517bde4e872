using System.Text;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>eval "$(…)"</c> or <c>source</c> in bash, zsh and every other POSIX shell. Between apostrophes nothing is expanded. A
/// semicolon ends each statement, because an <c>eval $(…)</c> without quotes joins the lines.
/// </summary>
public static class PosixSyntax
{
    internal const string Failure = "false;\n";

    /// <summary>An <c>eval</c> without quotes matches these against the names of files.</summary>
    private const string Patterns = "*?[(";

    public static string Write(IReadOnlyList<EnvironmentChange> changes) => ShellSyntax.Lines(changes, change => change.Value is { } value
        ? $"export {change.Name}={QuoteUnsplit(value)};"
        : $"unset {change.Name};");

    public static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// A word of a line that a person types, or that is typed for one: there an exclamation mark means an earlier line, even
    /// between apostrophes where those stand between quotes.
    /// </summary>
    public static string QuoteTyped(string value) => Quote(value).Replace("!", @"'\!'", StringComparison.Ordinal);

    /// <summary>
    /// A word that an <c>eval</c> without quotes leaves as it is. It makes one blank of each run of blanks and tabs, and names of
    /// files of a pattern, so such characters are written as numbers for <c>printf</c>, which every shell has.
    /// </summary>
    private static string QuoteUnsplit(string value)
    {
        var word = new StringBuilder();
        var start = 0;
        while (start < value.Length)
        {
            var isPlain = !IsChanged(value, start);
            var end = start + 1;
            while (end < value.Length && isPlain == !IsChanged(value, end))
            {
                end++;
            }

            var part = value[start..end];
            word.Append(isPlain ? Quote(part) : $"\"$(printf '{string.Concat(part.Select(Octal))}')\"");
            start = end;
        }

        return value.Length == 0 ? "''" : word.ToString();
    }

    /// <remarks>A line's end is none: a command's output loses it, and no value of AWS holds one.</remarks>
    private static bool IsChanged(string value, int index) =>
        Patterns.Contains(value[index], StringComparison.Ordinal)
        || value[index] is '\t'
        || (value[index] is ' ' && index > 0 && value[index - 1] is ' ' or '\t');

    private static string Octal(char character) => '\\' + Convert.ToString(character, 8).PadLeft(3, '0');
}
