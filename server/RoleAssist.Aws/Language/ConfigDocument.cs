using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>A text of one of the two AWS files, with its syntax. Spans and offsets count UTF-16 code units.</summary>
public sealed class ConfigDocument
{
    private readonly int[] _lineStarts;

    private ConfigDocument(string text, SharedConfigFileKind kind)
    {
        (Kind, Tree) = (kind, ConfigSyntaxTree.Parse(text));
        Sections = DocumentSection.All(Tree, kind);
        _lineStarts = StartsOf(Tree);
    }

    public SharedConfigFileKind Kind { get; }

    public string Text => Tree.Text;

    internal ConfigSyntaxTree Tree { get; }

    /// <summary>Gets all sections in the order of the text, also those that no tool can use.</summary>
    internal IReadOnlyList<DocumentSection> Sections { get; }

    public static ConfigDocument Parse(string text, SharedConfigFileKind kind) => new(text, kind);

    /// <summary>
    /// Returns a position's line and the code units before it in its line, both from 0. A byte order mark counts as the
    /// first character, as it does for an editor that shows it.
    /// </summary>
    public (int Line, int Character) PositionOf(int offset)
    {
        var found = Array.BinarySearch(_lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line, offset - _lineStarts[line]);
    }

    /// <summary>Returns the offset of a position. One beyond its line is the line's end.</summary>
    public int OffsetOf(int line, int character)
    {
        if (line < 0 || line >= _lineStarts.Length)
        {
            return line < 0 ? 0 : Text.Length;
        }

        var end = line < Tree.Lines.Length ? EndOf(Tree.Lines[line]) : Text.Length;
        return (int)Math.Clamp((long)_lineStarts[line] + character, _lineStarts[line], end);
    }

    /// <summary>Returns the last section that begins at or before a line; null before the first one.</summary>
    internal DocumentSection? SectionAt(int line)
    {
        var (low, high) = (0, Sections.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Sections[middle].FirstLine <= line)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : Sections[low - 1];
    }

    internal ReadOnlySpan<char> Slice(TextSpan span) => Tree.Slice(span);

    internal string TextOf(TextSpan span) => Tree.Slice(span).ToString();

    /// <summary>Returns the end of a line without its line break.</summary>
    internal int EndOf(ConfigLine line) => line.Span.Start + Tree.Slice(line.Span).TrimEnd("\r\n").Length;

    /// <summary>For an editor, a text that ends with a line break has an empty line after it.</summary>
    private static int[] StartsOf(ConfigSyntaxTree tree)
    {
        var isOpen = tree.Lines is [.., var last] && tree.Text[last.Span.End - 1] is '\n' or '\r';
        var starts = new int[Math.Max(1, tree.Lines.Length + (isOpen ? 1 : 0))];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = tree.Lines[i - 1].Span.End;
        }

        return starts;
    }
}
