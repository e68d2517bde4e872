using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>A text of one of the two AWS files, with its syntax. Spans and offsets count UTF-16 code units.</summary>
public sealed class ConfigDocument
{
    private readonly int[] _lineStarts;

    private ConfigDocument(ConfigSyntaxTree tree, SharedConfigFileKind kind)
    {
        (Kind, Tree) = (kind, tree);
        Sections = DocumentSection.All(Tree, kind);
        _lineStarts = StartsOf(Tree);
    }

    public SharedConfigFileKind Kind { get; }

    public string Text => Tree.Text;

    internal ConfigSyntaxTree Tree { get; }

    /// <summary>Gets all sections in the order of the text, also those that no tool can use.</summary>
    internal IReadOnlyList<DocumentSection> Sections { get; }

    /// <summary>Gets the lines of the file that hold bytes that are no UTF-8, from 0. An editor's text has none.</summary>
    public IReadOnlySet<int> UndecodedLines { get; init; } = FrozenSet<int>.Empty;

    /// <summary>Gets the names of settings as they are written here, each looked up once.</summary>
    internal WrittenNames Names { get; } = new();

    /// <summary>
    /// Decodes and parses a file as an editor does: positions count from after a byte order mark, and a byte that is no
    /// UTF-8 becomes U+FFFD.
    /// </summary>
    public static ConfigDocument Decode(ReadOnlySpan<byte> bytes, SharedConfigFileKind kind)
    {
        bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return new ConfigDocument(ConfigSyntaxTree.Parse(Encoding.UTF8.GetString(bytes)), kind)
        {
            UndecodedLines = Utf8.IsValid(bytes) ? FrozenSet<int>.Empty : FindUndecodedLines(bytes),
        };
    }

    private static HashSet<int> FindUndecodedLines(ReadOnlySpan<byte> bytes)
    {
        var text = LosslessUtf8.Decode(bytes);
        var lines = ConfigSyntaxTree.Parse(text).Lines;
        var found = new HashSet<int>();
        var line = 0;
        for (
            var index = LosslessUtf8.IndexOfInvalidByte(text);
            index >= 0;
            index = LosslessUtf8.IndexOfInvalidByte(text, index)
        )
        {
            while (lines[line].Span.End <= index)
            {
                line++;
            }

            found.Add(line);
            index = lines[line].Span.End;
        }

        return found;
    }

    public static ConfigDocument Parse(string text, SharedConfigFileKind kind) =>
        new(ConfigSyntaxTree.Parse(text), kind);

    /// <summary>Returns the document of a text that is already parsed.</summary>
    internal static ConfigDocument Of(ConfigSyntaxTree tree, SharedConfigFileKind kind) => new(tree, kind);

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
