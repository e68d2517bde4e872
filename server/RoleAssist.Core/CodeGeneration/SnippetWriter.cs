using System.Text;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// Writes the body of an editor snippet, with a tab stop for each fact that is shared by all its occurrences
/// (https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax).
/// </summary>
internal sealed class SnippetWriter(LanguageSyntax syntax) : ICodeWriter
{
    private readonly StringBuilder _body = new();
    private readonly List<(string Key, string Text, HoleKind Kind)> _stops = [];

    public void Text(string text) => _body.Append(Escape(text));

    public void Hole(FactValue value, HoleKind kind)
    {
        var literal = syntax.Write(value, kind);
        var stop = (value.Key, value.Text, kind);
        var isNew = !_stops.Contains(stop);
        if (isNew)
        {
            _stops.Add(stop);
        }

        var number = _stops.IndexOf(stop) + 1;
        var choices =
            value is { IsPlaceholder: true, Fact.Choices: not [] } && kind == HoleKind.Literal
                ? value.Fact.Choices
                : null;
        _body
            .Append(Escape(literal.Open))
            .Append(
                (isNew, choices) switch
                {
                    (false, _) => $"${{{number}}}",
                    (_, { } all) => $"${{{number}|{string.Join(',', all.Select(Escape))}|}}",
                    (_, null) => $"${{{number}:{Escape(literal.Content)}}}",
                }
            )
            .Append(Escape(literal.Close));
    }

    public void CursorLine(string indentation) => _body.Append(indentation).Append("$0\n");

    public override string ToString() => _body.ToString();

    /// <summary>
    /// Escapes the special characters of snippets. Choices contain no separators, so these need no escaping.
    /// </summary>
    private static string Escape(string text) =>
        text.Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("$", @"\$", StringComparison.Ordinal)
            .Replace("}", @"\}", StringComparison.Ordinal);
}
