using System.Text;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Language;

/// <summary>
/// Writes a text as Markdown, or plainly for an editor that shows none. Nothing that is passed to it becomes a link, an
/// image, HTML or markup, and nothing that looks like a secret is shown.
/// </summary>
public sealed class Markup(bool isMarkdown)
{
    private const string Active = @"\`*_{}[]()<>#+-.!|~:@&$";

    private readonly StringBuilder _text = new();

    /// <summary>Adds words, as they are.</summary>
    public Markup Text(string text)
    {
        foreach (var character in DisplayText.Line(SecretText.Hide(text)))
        {
            if (isMarkdown && Active.Contains(character, StringComparison.Ordinal))
            {
                _text.Append('\\');
            }

            _text.Append(character);
        }

        return this;
    }

    /// <summary>Adds bold words. Blanks at their end stay outside: Markdown would show the stars.</summary>
    public Markup Strong(string text)
    {
        var mark = isMarkdown ? "**" : "";
        var words = text.TrimEnd(' ');
        _text.Append(mark);
        Text(words);
        _text.Append(mark).Append(text.AsSpan(words.Length));
        return this;
    }

    /// <summary>Adds a name or a value, between more backticks than it contains itself.</summary>
    public Markup Code(string text)
    {
        var shown = DisplayText.Line(SecretText.Hide(text));
        if (!isMarkdown || shown.Length == 0)
        {
            _text.Append(shown);
            return this;
        }

        var (longest, run) = (0, 0);
        foreach (var character in shown)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var gap = shown[0] is '`' or ' ' || shown[^1] is '`' or ' ' ? " " : "";
        _text.Append(fence).Append(gap).Append(shown).Append(gap).Append(fence);
        return this;
    }

    /// <summary>Begins a new paragraph.</summary>
    public Markup Paragraph()
    {
        if (_text.Length > 0)
        {
            _text.Append(isMarkdown ? "\n\n" : "\n");
        }

        return this;
    }

    public override string ToString() => _text.ToString();
}
