using System.Runtime.InteropServices;
using System.Text;

namespace RoleAssist.Aws.SharedConfig.Syntax;

/// <summary>
/// The syntax of an AWS file: the lines of its text, and the sections and properties that they form. It is lossless:
/// concatenating the lines always gives the original text. The reader of the shared config files interprets it.
/// </summary>
internal sealed class ConfigSyntaxTree
{
    /// <summary>A byte order mark precedes the first line and is not part of it.</summary>
    private const char ByteOrderMark = '\uFEFF';

    private readonly List<ConfigLine> _lines;
    private readonly List<ConfigSection> _sections;
    private readonly List<ConfigProperty> _properties;

    internal ConfigSyntaxTree(
        string text,
        List<ConfigLine> lines,
        List<ConfigSection> sections,
        List<ConfigProperty> properties,
        IReadOnlyList<SyntaxError> errors
    )
    {
        Text = text;
        Errors = errors;
        _lines = lines;
        _sections = sections;
        _properties = properties;
    }

    public string Text { get; }

    public bool HasByteOrderMark => StartsWithByteOrderMark(Text);

    public ReadOnlySpan<ConfigLine> Lines => CollectionsMarshal.AsSpan(_lines);

    public ReadOnlySpan<ConfigSection> Sections => CollectionsMarshal.AsSpan(_sections);

    /// <summary>Gets all syntax errors, in the order of the lines.</summary>
    public IReadOnlyList<SyntaxError> Errors { get; }

    public static ConfigSyntaxTree Parse(string text) =>
        new ConfigParser(text, StartsWithByteOrderMark(text) ? 1 : 0).Parse();

    public ReadOnlySpan<ConfigProperty> PropertiesOf(ConfigSection section) =>
        CollectionsMarshal.AsSpan(_properties).Slice(section.FirstProperty, section.PropertyCount);

    public ReadOnlySpan<char> Slice(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    /// <summary>Gets the 1-based column of a position in a line.</summary>
    public int ColumnOf(int line, int position) => position - _lines[line].Span.Start + 1;

    /// <summary>Gets a property's value; each continuation line adds a line to it, without indentation.</summary>
    public string ValueOf(ConfigProperty property)
    {
        var first = Slice(_lines[property.FirstLine].Value);
        if (property.LineCount == 1)
        {
            return first.ToString();
        }

        var value = new StringBuilder().Append(first);
        foreach (var line in Lines.Slice(property.FirstLine + 1, property.LineCount - 1))
        {
            if (line.Kind == LineKind.Continuation)
            {
                value.Append('\n').Append(Slice(line.Value));
            }
        }

        return value.ToString();
    }

    /// <summary>Concatenates the lines.</summary>
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
