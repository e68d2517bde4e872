using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// The lines of a file while it is edited. Each line knows which line of the original it is, so the changes are exactly
/// the lines that an edit has touched.
/// </summary>
internal sealed class EditBuffer
{
    private const int New = -1;

    private readonly ConfigSyntaxTree _original;
    private readonly List<(string Text, int Origin)> _lines;
    private ConfigSyntaxTree? _tree;

    public EditBuffer(string text)
    {
        _tree = _original = ConfigSyntaxTree.Parse(text);
        _lines = new List<(string, int)>(_original.Lines.Length);
        foreach (var line in _original.Lines)
        {
            _lines.Add((_original.Slice(line.Span).ToString(), _lines.Count));
        }
    }

    public int Count => _lines.Count;

    /// <summary>Gets the syntax of the present text. Its lines have the indexes of this buffer.</summary>
    public ConfigSyntaxTree Tree => _tree ??= Parse();

    private string Start => _original.HasByteOrderMark ? _original.Text[..1] : "";

    public string LineAt(int index) => _lines[index].Text;

    public void SetLine(int index, string text) => Change(() => _lines[index] = (text, New));

    public void RemoveAt(int index) => Change(() => _lines.RemoveAt(index));

    /// <summary>
    /// Inserts lines, given without line breaks. At the end of a file whose last line has no line break, the new last
    /// line has none either.
    /// </summary>
    public void Insert(int index, IReadOnlyList<string> lines, string newLine)
    {
        var continues = index == _lines.Count && index > 0 && !IsComplete(_lines[^1].Text);
        if (continues)
        {
            SetLine(index - 1, _lines[index - 1].Text + newLine);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var isLast = continues && i == lines.Count - 1;
            var text = isLast ? lines[i] : lines[i] + newLine;
            var place = index + i;
            Change(() => _lines.Insert(place, (text, New)));
        }
    }

    public static bool IsComplete(string line) => line is [.., '\n' or '\r'];

    /// <summary>Returns what has changed, in the order of the original text.</summary>
    public IReadOnlyList<TextChange> Changes()
    {
        var changes = new List<TextChange>();
        var (next, added) = (0, new List<string>());
        foreach (var (text, origin) in _lines.Append(("", _original.Lines.Length)))
        {
            if (origin == New)
            {
                added.Add(text);
                continue;
            }

            if (origin > next || added.Count > 0)
            {
                changes.Add(Between(next, origin, string.Concat(added)));
                added.Clear();
            }

            next = origin + 1;
        }

        return changes;
    }

    private TextChange Between(int first, int end, string added)
    {
        var start = first < _original.Lines.Length ? _original.Lines[first].Span.Start : _original.Text.Length;
        var stop = end < _original.Lines.Length ? _original.Lines[end].Span.Start : _original.Text.Length;
        var removed = _original.Text.AsSpan(start, stop - start);

        // A line that only became longer, such as one that got its line break, counts as an addition.
        return !removed.IsEmpty && added.AsSpan().StartsWith(removed)
            ? new TextChange(new TextSpan(stop, 0), added[removed.Length..])
            : new TextChange(TextSpan.Between(start, stop), added);
    }

    private void Change(Action change)
    {
        change();
        _tree = null;
    }

    private ConfigSyntaxTree Parse()
    {
        var tree = ConfigSyntaxTree.Parse(Start + string.Concat(_lines.Select(line => line.Text)));
        return tree.Lines.Length == _lines.Count
            ? tree
            : throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                "The file mixes line ends in a way that RoleAssist cannot edit without changing other lines.",
                "Save it with one kind of line ends."
            );
    }
}
