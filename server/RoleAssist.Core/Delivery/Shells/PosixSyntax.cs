using System.Text;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>eval "$(…)"</c> or <c>source</c> in bash, zsh and other POSIX shells. Between apostrophes nothing is expanded. A
/// semicolon ends each statement, because an <c>eval $(…)</c> without quotes joins the lines.
/// </summary>
public static class PosixSyntax
{
    internal const string Failure = "false;\n";

    /// <summary>An <c>eval</c> without quotes matches these against the names of files.</summary>
    private const string Patterns = "*?[(";

    public static string Write(IReadOnlyList<EnvironmentChange> changes) => Write(changes, Quote);

    /// <summary>For shells that know <c>$'…'</c>, with which a value survives an <c>eval</c> without quotes, too.</summary>
    public static string WriteForBash(IReadOnlyList<EnvironmentChange> changes) =>
        Write(changes, value => NeedsEscapes(value) ? Escape(value) : Quote(value));

    public static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// A word of a line that a person types, or that is typed for one: there an exclamation mark means an earlier line, even
    /// between apostrophes where those stand between quotes.
    /// </summary>
    public static string QuoteTyped(string value) => Quote(value).Replace("!", @"'\!'", StringComparison.Ordinal);

    private static string Write(IReadOnlyList<EnvironmentChange> changes, Func<string, string> quote) =>
        ShellSyntax.Lines(changes, change => change.Value is { } value ? $"export {change.Name}={quote(value)};" : $"unset {change.Name};");

    private static bool NeedsEscapes(string value) =>
        value.Contains("  ", StringComparison.Ordinal) || value.Any(character => IsPattern(character) || char.IsControl(character));

    private static bool IsPattern(char character) => Patterns.Contains(character, StringComparison.Ordinal);

    /// <summary>https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html</summary>
    private static string Escape(string value)
    {
        var text = new StringBuilder("$'");
        foreach (var character in value)
        {
            _ = character is ' ' or '\'' or '\\' or < ' ' or '\x7f' || IsPattern(character)
                ? text.Append('\\').Append(Convert.ToString(character, 8).PadLeft(3, '0'))
                : text.Append(character);
        }

        return text.Append('\'').ToString();
    }
}
