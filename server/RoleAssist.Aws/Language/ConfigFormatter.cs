using System.Text;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>Lines that formatting replaces.</summary>
/// <param name="NewText">The new lines, with their line breaks.</param>
public sealed record FormattedLines(TextSpan Span, string NewText)
{
    /// <summary>Returns only the place: the text may be a secret.</summary>
    public override string ToString() => $"{Span.Start}+{Span.Length}";
}

/// <summary>
/// Formats a document: one blank around the equals sign, no blanks at the end of a line, one empty line between
/// sections, nested lines indented by two. Comments, values, names and line breaks stay as they are, and so does every
/// line that no tool can read.
/// </summary>
public static class ConfigFormatter
{
    private const string Blanks = " \t";
    private const string Indentation = "  ";

    /// <summary>
    /// Returns the changes. There are none if they would change what the file means, which strange line breaks can do.
    /// </summary>
    public static IReadOnlyList<FormattedLines> Format(ConfigDocument document)
    {
        var changes = Changes(document);
        if (changes.Count == 0)
        {
            return changes;
        }

        var after = ConfigDocument.Parse(Apply(document.Text, changes), document.Kind);
        return MeansTheSame(document, after) && Changes(after).Count == 0 ? changes : [];
    }

    public static string Apply(string text, IReadOnlyList<FormattedLines> changes)
    {
        var after = new StringBuilder(text.Length);
        var end = 0;
        foreach (var (span, newText) in changes)
        {
            after.Append(text, end, span.Start - end).Append(newText);
            end = span.End;
        }

        return after.Append(text, end, text.Length - end).ToString();
    }

    private static List<FormattedLines> Changes(ConfigDocument document)
    {
        var lines = document.Tree.Lines;
        var changes = new List<FormattedLines>();
        var isInBlock = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Kind == LineKind.Blank)
            {
                var first = i;
                while (i + 1 < lines.Length && lines[i + 1].Kind == LineKind.Blank)
                {
                    i++;
                }

                Add(TextSpan.Between(lines[first].Span.Start, lines[i].Span.End), BlankLines(document, first, i + 1));
                continue;
            }

            if (IsSectionStart(document, i) && i > 0 && lines[i - 1].Kind != LineKind.Blank)
            {
                Add(new TextSpan(lines[i].Span.Start, 0), BreakOf(document, lines[i - 1]));
            }

            isInBlock = lines[i].Kind == LineKind.Property ? lines[i].Value.IsEmpty : isInBlock;
            Add(lines[i].Span, Formatted(document, lines[i], isInBlock));
        }

        return changes;

        void Add(TextSpan span, string text)
        {
            if (!document.Slice(span).SequenceEqual(text))
            {
                changes.Add(new FormattedLines(span, text));
            }
        }
    }

    /// <summary>Returns what a run of blank lines becomes.</summary>
    private static string BlankLines(ConfigDocument document, int first, int end)
    {
        var lines = document.Tree.Lines;
        if (first == 0 || end == lines.Length)
        {
            return "";
        }

        var count = IsSectionStart(document, end) ? 1 : end - first;
        var text = new StringBuilder();
        for (var i = first; i < first + count; i++)
        {
            text.Append(BreakOf(document, lines[i]));
        }

        return text.ToString();
    }

    /// <summary>Whether a line is a header, or the first of the comments directly above one.</summary>
    private static bool IsSectionStart(ConfigDocument document, int line)
    {
        var lines = document.Tree.Lines;
        if (line > 0 && lines[line].Kind == LineKind.Comment && lines[line - 1].Kind == LineKind.Comment)
        {
            return false;
        }

        if (line > 0 && IsHeader(lines[line]) && lines[line - 1].Kind == LineKind.Comment)
        {
            return false;
        }

        while (line < lines.Length && lines[line].Kind == LineKind.Comment)
        {
            line++;
        }

        return line < lines.Length && IsHeader(lines[line]);
    }

    private static bool IsHeader(ConfigLine line) => line.Kind is LineKind.Section or LineKind.BrokenSection;

    /// <param name="document">The document.</param>
    /// <param name="line">One of its lines.</param>
    /// <param name="isInBlock">Whether an indented line is a property, not more of a value.</param>
    private static string Formatted(ConfigDocument document, ConfigLine line, bool isInBlock)
    {
        var text = document.Slice(line.Span);
        var lineBreak = BreakOf(document, line);
        var content = text[..^lineBreak.Length];
        return line.Kind switch
        {
            LineKind.Section => $"{content.TrimEnd(Blanks)}{lineBreak}",
            LineKind.Continuation when isInBlock => $"{Indentation}{Nested(document.Slice(line.Value))}{lineBreak}",
            LineKind.Continuation => $"{Indentation}{document.Slice(line.Value)}{lineBreak}",
            LineKind.Property => $"{Property(document.Slice(line.Name), content)}{lineBreak}",
            _ => text.ToString(),
        };
    }

    /// <summary>A comment in a block may contain an equals sign.</summary>
    private static string Nested(ReadOnlySpan<char> content) =>
        content is ['#' or ';', ..] || content.IndexOf('=') is not (> 0 and var equals)
            ? content.ToString()
            : Property(content[..equals].TrimEnd(Blanks), content);

    private static string Property(ReadOnlySpan<char> name, ReadOnlySpan<char> content)
    {
        var rest = content[name.Length..].TrimEnd(Blanks);
        var equals = rest.IndexOf('=');
        var after = rest[(equals + 1)..];
        var value = after.TrimStart(Blanks);

        // With a blank before it, a comment sign would begin a comment, or would cease to.
        return value switch
        {
            [] => $"{name} =",
            ['#' or ';', ..] => $"{name} ={after}",
            _ => $"{name} = {value}",
        };
    }

    /// <summary>The last line may have no line break; one that is added to it is that of the line before.</summary>
    private static string BreakOf(ConfigDocument document, ConfigLine line) =>
        document.TextOf(TextSpan.Between(document.EndOf(line), line.Span.End));

    private static bool MeansTheSame(ConfigDocument before, ConfigDocument after)
    {
        var (old, changed) = (Read(before), Read(after));
        return old.Sections.Count == changed.Sections.Count
            && old.Sections.Zip(changed.Sections)
                .All(pair =>
                    pair.First.Kind == pair.Second.Kind
                    && pair.First.Name == pair.Second.Name
                    && pair.First.Settings.Count == pair.Second.Settings.Count
                    && pair.First.Settings.All(setting =>
                        pair.Second.Settings.TryGetValue(setting.Key, out var found)
                        && NestedLines(found.Value).SequenceEqual(NestedLines(setting.Value.Value))
                    )
                );
    }

    /// <summary>
    /// Returns the lines of a value. Those of a block, which begins with an empty line, are without the blanks around the
    /// equals sign, which tools drop.
    /// </summary>
    internal static IEnumerable<string> NestedLines(string value) =>
        value is ['\n', ..]
            ? value
                .Split('\n')
                .Select(line => string.Join('=', line.Split('=', 2).Select(part => part.Trim(Blanks.ToCharArray()))))
            : [value];

    private static SharedConfigDocument Read(ConfigDocument document) =>
        SharedConfigReader.Read(document.Text, file: "", document.Kind);
}
