using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>How the neighbors of a new line are written.</summary>
internal static class LineStyle
{
    private const string Blanks = " \t";

    /// <summary>The indentation that the AWS CLI writes.</summary>
    private const string Indentation = "    ";

    /// <summary>Returns the line break of a line, else that of the nearest line before it, else of any line.</summary>
    public static string NewLine(EditBuffer buffer, int index)
    {
        for (var i = Math.Min(index, buffer.Count - 1); i >= 0; i--)
        {
            if (BreakOf(buffer.LineAt(i)) is { Length: > 0 } found)
            {
                return found;
            }
        }

        return Enumerable
                .Range(0, buffer.Count)
                .Select(i => BreakOf(buffer.LineAt(i)))
                .FirstOrDefault(found => found.Length > 0)
            ?? "\n";
    }

    /// <summary>Returns the line break of a new section: in a file with several kinds, the one of Windows.</summary>
    public static string OfFile(EditBuffer buffer) =>
        Enumerable.Range(0, buffer.Count).Any(i => BreakOf(buffer.LineAt(i)) == "\r\n")
            ? "\r\n"
            : NewLine(buffer, buffer.Count - 1);

    public static string BreakOf(string line) =>
        line.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n"
        : EditBuffer.IsComplete(line) ? line[^1..]
        : "";

    /// <summary>
    /// Writes a property as lines without line breaks, with the blanks around the equals sign that the section's last
    /// property has; an equals sign in a column stays in it.
    /// </summary>
    public static List<string> Property(ConfigSyntaxTree tree, ConfigSection section, string name, string value)
    {
        var model = ModelIn(tree, section);
        for (var i = tree.Sections.Length - 1; model is null && i >= 0; i--)
        {
            model = ModelIn(tree, tree.Sections[i]);
        }

        var (before, after) = model is { } line ? Gap(tree, line, name) : (" ", " ");
        return Lines(name, before, after, IndentationIn(tree, section), value);
    }

    /// <summary>Writes a property of a new section, as the AWS CLI does.</summary>
    public static List<string> PlainProperty(string name, string value) => Lines(name, " ", " ", Indentation, value);

    private static List<string> Lines(string name, string before, string after, string indentation, string value)
    {
        var parts = value.Split('\n');
        return
        [
            parts[0].Length == 0 ? $"{name}{before}=" : $"{name}{before}={after}{parts[0]}",
            .. parts[1..].Select(part => indentation + part),
        ];
    }

    /// <summary>Returns the indentation of the nested lines in a section, else in the file.</summary>
    public static string IndentationIn(ConfigSyntaxTree tree, ConfigSection? section)
    {
        var own = section is { } near ? tree.Lines.Slice(near.FirstLine, near.LineCount) : [];
        return IndentationIn(tree, own) ?? IndentationIn(tree, tree.Lines) ?? Indentation;
    }

    public static string IndentationOf(ConfigSyntaxTree tree, ConfigLine line) =>
        tree.Text[line.Span.Start..line.Value.Start];

    private static string? IndentationIn(ConfigSyntaxTree tree, ReadOnlySpan<ConfigLine> lines)
    {
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            if (lines[i].Kind == LineKind.Continuation)
            {
                return IndentationOf(tree, lines[i]);
            }
        }

        return null;
    }

    private static ConfigLine? ModelIn(ConfigSyntaxTree tree, ConfigSection section)
    {
        var properties = tree.PropertiesOf(section);
        for (var i = properties.Length - 1; i >= 0; i--)
        {
            if (tree.Lines[properties[i].FirstLine] is { Value.IsEmpty: false } line)
            {
                return line;
            }
        }

        return null;
    }

    private static (string Before, string After) Gap(ConfigSyntaxTree tree, ConfigLine model, string name)
    {
        var gap = tree.Slice(TextSpan.Between(model.Name.End, model.Value.Start));
        var equals = gap.IndexOf('=');
        var (before, after) = (gap[..equals].ToString(), gap[(equals + 1)..].ToString());
        var column = model.Name.Length + before.Length;
        return before.Length > 1 && !before.Contains('\t', StringComparison.Ordinal)
            ? (new string(' ', Math.Max(1, column - name.Length)), after)
            : (before, after);
    }

    /// <summary>Returns a nested line with another value, with its own indentation and blanks.</summary>
    public static string Nested(ConfigSyntaxTree tree, ConfigLine line, string value)
    {
        var text = tree.Text[line.Span.Start..line.Value.End];
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var old = text[(equals + 1)..];
        return text[..(equals + 1)] + old[..^old.TrimStart([.. Blanks]).Length] + value;
    }
}
