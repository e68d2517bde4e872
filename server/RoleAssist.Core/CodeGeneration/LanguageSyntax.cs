using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// How a language writes values. Everything that comes from outside passes through here on its way into code, and
/// nothing else in a template is filled in, so that no value can end its literal or comment and become code.
/// </summary>
public abstract class LanguageSyntax
{
    /// <summary>A text as a literal.</summary>
    public abstract Literal Text(string value);

    /// <summary>A whole number, of digits only.</summary>
    public virtual Literal Number(string digits) => digits.Length > 0 && digits.All(char.IsAsciiDigit)
        ? new Literal("", digits, "")
        : throw new ArgumentException("Not a whole number.", nameof(digits));

    /// <summary>A text within a comment: one line, without signs that would end it or change how it is read.</summary>
    public virtual Literal Comment(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            // What ends a comment in one language or the other is kept apart.
            if (text.Length > 0 && (text[^1], rune.Value) is ('*', '/') or ('#', '>') or ('-', '>') or ('-', '-') or ('/', '*') or ('<', '#'))
            {
                text.Append(' ');
            }

            text.Append(IsPlain(rune) ? rune.ToString() : "?");
        }

        // A backslash at its end would carry a comment over to the next line, or be read with what follows.
        return new Literal("", text.ToString().TrimEnd('\\'), "");
    }

    /// <summary>A name: ASCII letters, digits and underscores, not beginning with a digit.</summary>
    public virtual Literal Identifier(string value)
    {
        var name = string.Concat(value.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return new Literal("", name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"_{name}" : name, "");
    }

    /// <summary>
    /// An expression with the value of an environment variable, in place of a key that somebody wrote into the code;
    /// null where the language has none.
    /// </summary>
    /// <param name="variable">Its name; one of AWS', never from outside.</param>
    public virtual string? EnvironmentVariable(string variable) => null;

    /// <summary>
    /// The keys of a line with what the code needs to work with temporary credentials: these have a session token, which
    /// code with a long-lived key does not pass on. The language may replace more of the line than the keys.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="keys">The keys in it, each with its own replacement.</param>
    internal virtual IReadOnlyList<HardCodedKey> Completed(string line, IReadOnlyList<HardCodedKey> keys) => keys;

    /// <summary>What else a text needs where its keys are replaced: a session token wherever a variable with a key is passed on.</summary>
    /// <param name="lines">The lines of the text.</param>
    /// <param name="keys">The keys in it.</param>
    internal virtual IEnumerable<HardCodedKey> TokensBeside(IReadOnlyList<string> lines, IReadOnlyList<HardCodedKey> keys) => [];

    /// <summary>Whether a text may stand without quotes, as an argument does in a shell.</summary>
    public virtual bool HasBareWords => false;

    /// <summary>What stands before a value on its line, such that the value need not be a constant.</summary>
    public virtual string WithoutConstant(string before) => before;

    /// <summary>Whether a character shows as what it is: no control, no line end, nothing invisible, no direction mark.</summary>
    protected static bool IsPlain(Rune rune) => rune.Value switch
    {
        < ' ' or '\uFFFD' => false,
        < 127 => true,
        _ => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark,
    };
}
