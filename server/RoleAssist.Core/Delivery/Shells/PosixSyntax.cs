using System.Text;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>eval "$(…)"</c> or <c>source</c> in bash, zsh and other POSIX shells. Nothing is expanded between single
/// quotes. A semicolon ends each statement, because an <c>eval $(…)</c> without quotes joins the lines.
/// </summary>
public static class PosixSyntax
{
    internal const string Failure = "false;\n";

    /// <summary>An <c>eval</c> without quotes matches these against file names.</summary>
    private const string Patterns = "*?[(";

    public static string Write(IReadOnlyList<EnvironmentChange> changes) =>
        ShellSyntax.Lines(
            changes,
            change =>
                change.Value is { } value ? $"export {change.Name}={QuoteUnsplit(value)};" : $"unset {change.Name};"
        );

    public static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// Quotes a word of a typed line. There an exclamation mark refers to an earlier line, even between single quotes
    /// if these are within double quotes.
    /// </summary>
    public static string QuoteTyped(string value) => Quote(value).Replace("!", @"'\!'", StringComparison.Ordinal);

    /// <summary>
    /// Quotes a value so that an <c>eval</c> without quotes leaves it unchanged. Such an <c>eval</c> collapses spaces
    /// and tabs and expands patterns to file names, so these characters are written as octal numbers for <c>printf</c>,
    /// which every shell has.
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

    /// <remarks>
    /// Line breaks are not covered: the output of a command loses trailing ones, and no value from AWS contains any.
    /// </remarks>
    private static bool IsChanged(string value, int index) =>
        Patterns.Contains(value[index], StringComparison.Ordinal)
        || value[index] is '\t'
        || (value[index] is ' ' && index > 0 && value[index - 1] is ' ' or '\t');

    private static string Octal(char character) => '\\' + Convert.ToString(character, 8).PadLeft(3, '0');
}
