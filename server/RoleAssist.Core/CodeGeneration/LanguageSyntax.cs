using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// Writes values in a language's syntax. All external input in generated code passes through this class, so no value
/// can end its literal or comment and become code.
/// </summary>
public abstract class LanguageSyntax
{
    /// <summary>Writes a string literal.</summary>
    public abstract Literal Text(string value);

    /// <summary>Writes an integer literal.</summary>
    public virtual Literal Number(string digits) =>
        digits.Length > 0 && digits.All(char.IsAsciiDigit)
            ? new Literal("", digits, "")
            : throw new ArgumentException("Expected digits only.", nameof(digits));

    /// <summary>
    /// Writes text in a comment: one line without characters that end the comment or change how it is read.
    /// </summary>
    public virtual Literal Comment(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            // Separate characters that together start or end a comment in some language.
            if (
                text.Length > 0
                && (text[^1], rune.Value)
                    is
                        ('*', '/')
                        or
                        ('#', '>')
                        or
                        ('-', '>')
                        or
                        ('-', '-')
                        or
                        ('/', '*')
                        or
                        ('<', '#')
            )
            {
                text.Append(' ');
            }

            text.Append(IsPlain(rune) ? rune.ToString() : "?");
        }

        // A trailing backslash could continue the comment on the next line or escape what follows.
        return new Literal("", text.ToString().TrimEnd('\\'), "");
    }

    /// <summary>Writes an identifier: ASCII letters, digits and underscores, not starting with a digit.</summary>
    public virtual Literal Identifier(string value)
    {
        var name = string.Concat(value.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return new Literal("", name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"_{name}" : name, "");
    }

    /// <summary>
    /// Returns an expression for the value of an environment variable, to replace a hard-coded key, or null if the
    /// language has none.
    /// </summary>
    /// <param name="variable">The name of an AWS variable; never external input.</param>
    public virtual string? EnvironmentVariable(string variable) => null;

    /// <summary>
    /// Extends a line's replacements so that the code works with temporary credentials: it must also pass the session
    /// token, which code for long-term keys does not. May replace more of the line than the keys.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="keys">The keys in the line, each with its replacement.</param>
    internal virtual IReadOnlyList<HardCodedKey> Completed(string line, IReadOnlyList<HardCodedKey> keys) => keys;

    /// <summary>
    /// Returns additional replacements that pass a session token wherever a variable with a secret key is used.
    /// </summary>
    /// <param name="lines">The lines of the text.</param>
    /// <param name="keys">The keys in the text.</param>
    internal virtual IEnumerable<HardCodedKey> TokensBeside(
        IReadOnlyList<string> lines,
        IReadOnlyList<HardCodedKey> keys
    ) => [];

    /// <summary>Whether string values may be unquoted, like arguments in a shell.</summary>
    public virtual bool HasBareWords => false;

    /// <summary>Rewrites the text before a value so that the value need not be a constant.</summary>
    public virtual string WithoutConstant(string before) => before;

    /// <summary>
    /// Whether a character is visible and unambiguous: no control character, line break, invisible character or
    /// direction mark.
    /// </summary>
    protected static bool IsPlain(Rune rune) =>
        rune.Value switch
        {
            < ' ' or '\uFFFD' => false,
            < 127 => true,
            _ => Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpacingCombiningMark,
        };
}
