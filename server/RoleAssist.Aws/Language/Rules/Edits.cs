using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Makes edits of documents that are more than a replaced value.</summary>
internal static class Edits
{
    /// <summary>Returns the changes of a document that edits need; none if they cannot be made in it.</summary>
    public static IReadOnlyList<DocumentEdit> Of(ConfigDocument document, params IReadOnlyList<ConfigEdit> edits)
    {
        try
        {
            return
            [
                .. ConfigEditor
                    .Apply(document.Text, document.Kind, edits)
                    .Select(change => new DocumentEdit(document, change.Span, change.NewText)),
            ];
        }
        catch (RoleAssistException)
        {
            return [];
        }
    }

    /// <summary>
    /// Returns the edit that removes a section, without the comments behind its last setting: they may be about what
    /// follows, or about nothing in particular.
    /// </summary>
    public static DocumentEdit Remove(ModelSection section)
    {
        var lines = section.Document.Tree.Lines;
        var end = section.Syntax.EndLine;
        while (end > section.Syntax.FirstLine + 1 && lines[end - 1].Kind is LineKind.Comment or LineKind.Blank)
        {
            end--;
        }

        while (end < section.Syntax.EndLine && lines[end].Kind == LineKind.Blank)
        {
            end++;
        }

        return new DocumentEdit(
            section.Document,
            TextSpan.Between(lines[section.Syntax.FirstLine].Span.Start, lines[end - 1].Span.End),
            ""
        );
    }

    /// <summary>Returns the edit that moves a comment behind a header or value to a line of its own above.</summary>
    public static IReadOnlyList<DocumentEdit> MoveCommentUp(ConfigDocument document, ConfigLine line, int end)
    {
        var comment = document.TextOf(line.Comment);
        var lineBreak = document.Text[document.EndOf(line)..line.Span.End];
        return
        [
            new DocumentEdit(
                document,
                new TextSpan(line.Span.Start, 0),
                comment + (lineBreak.Length > 0 ? lineBreak : "\n")
            ),
            new DocumentEdit(document, TextSpan.Between(end, document.EndOf(line)), ""),
        ];
    }
}
