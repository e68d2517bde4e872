using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>Lines that can be folded, both ends included, from 0.</summary>
public sealed record FoldedLines(int First, int Last, bool IsComment);

/// <summary>Sections, blocks of nested properties and runs of comments.</summary>
public static class ConfigFolding
{
    public static IReadOnlyList<FoldedLines> In(ConfigDocument document)
    {
        var found = new List<FoldedLines>();
        foreach (var section in document.Sections)
        {
            Add(section.FirstLine, LastLineOf(document, section), isComment: false);
            foreach (var property in DocumentProperty.In(document, section))
            {
                Add(property.Line, property.EndLine - 1, isComment: false);
            }
        }

        var lines = document.Tree.Lines;
        for (var i = 0; i < lines.Length; i++)
        {
            var first = i;
            while (i < lines.Length && lines[i].Kind == LineKind.Comment)
            {
                i++;
            }

            Add(first, i - 1, isComment: true);
        }

        return [.. found.OrderBy(range => range.First)];

        void Add(int first, int last, bool isComment)
        {
            if (last > first)
            {
                found.Add(new FoldedLines(first, last, isComment));
            }
        }
    }

    /// <summary>Comments directly above the next header are about that one.</summary>
    private static int LastLineOf(ConfigDocument document, DocumentSection section)
    {
        var lines = document.Tree.Lines;
        var last = section.EndLine - 1;
        if (section.EndLine < lines.Length)
        {
            while (last > section.FirstLine && lines[last].Kind == LineKind.Comment)
            {
                last--;
            }
        }

        while (last > section.FirstLine && lines[last].Kind == LineKind.Blank)
        {
            last--;
        }

        return last;
    }
}
