using System.Text;

namespace RoleAssist.Aws.SharedConfig.Syntax;

/// <summary>
/// An AWS file as it is written: lines over one text, and the sections and properties that they form. Nothing is
/// thrown away, so the lines put together are the text again, whatever it was; meaning is read elsewhere
/// (<see cref="SharedConfigReader"/>).
/// </summary>
internal sealed class ConfigSyntaxTree
{
    /// <summary>A byte order mark stands before the first line and is part of none.</summary>
    private const char ByteOrderMark = '\uFEFF';

    private readonly ConfigLine[] _lines;
    private readonly ConfigSection[] _sections;
    private readonly ConfigProperty[] _properties;

    internal ConfigSyntaxTree(
        string text, ConfigLine[] lines, ConfigSection[] sections, ConfigProperty[] properties, IReadOnlyList<SyntaxError> errors)
    {
        Text = text;
        Errors = errors;
        _lines = lines;
        _sections = sections;
        _properties = properties;
    }

    public string Text { get; }

    public bool HasByteOrderMark => StartsWithByteOrderMark(Text);

    public ReadOnlySpan<ConfigLine> Lines => _lines;

    public ReadOnlySpan<ConfigSection> Sections => _sections;

    /// <summary>Every rule that a line breaks, in the order of the lines.</summary>
    public IReadOnlyList<SyntaxError> Errors { get; }

    public static ConfigSyntaxTree Parse(string text) => new ConfigParser(text, StartsWithByteOrderMark(text) ? 1 : 0).Parse();

    public ReadOnlySpan<ConfigProperty> PropertiesOf(ConfigSection section) =>
        _properties.AsSpan(section.FirstProperty, section.PropertyCount);

    public ReadOnlySpan<char> Slice(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    /// <summary>The column of a place in a line, from 1.</summary>
    public int ColumnOf(int line, int position) => position - _lines[line].Span.Start + 1;

    /// <summary>A property's value; each line that continues it is one of the value, without its indentation.</summary>
    public string ValueOf(ConfigProperty property)
    {
        var first = Slice(_lines[property.FirstLine].Value);
        if (property.LineCount == 1)
        {
            return first.ToString();
        }

        var value = new StringBuilder().Append(first);
        foreach (var line in _lines.AsSpan(property.FirstLine + 1, property.LineCount - 1))
        {
            if (line.Kind == LineKind.Continuation)
            {
                value.Append('\n').Append(Slice(line.Value));
            }
        }

        return value.ToString();
    }

    /// <summary>The text that the lines make up.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Text.Length).Append(HasByteOrderMark ? ByteOrderMark.ToString() : "");
        foreach (var line in _lines)
        {
            text.Append(Slice(line.Span));
        }

        return text.ToString();
    }

    private static bool StartsWithByteOrderMark(string text) => text is [ByteOrderMark, ..];
}
