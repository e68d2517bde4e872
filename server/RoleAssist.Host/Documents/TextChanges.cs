using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Documents;

/// <summary>
/// Applies changes to a text. Every change has a result: a position beyond a line is its end, and one beyond the text is
/// the text's end
/// (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#position).
/// </summary>
internal static class TextChanges
{
    public static string Apply(string text, TextDocumentChange change)
    {
        if (change.Range is not { } range)
        {
            return change.Text;
        }

        var start = OffsetOf(text, range.Start);
        var end = Math.Max(start, OffsetOf(text, range.End));
        return string.Concat(text.AsSpan(0, start), change.Text, text.AsSpan(end));
    }

    private static int OffsetOf(string text, TextPosition position)
    {
        var start = 0;
        for (var line = 0; line < position.Line; line++)
        {
            var end = EndOfLine(text, start);
            if (end == text.Length)
            {
                return end;
            }

            start = end + (text.AsSpan(end).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
        }

        return position.Line < 0 ? 0 : (int)Math.Clamp((long)start + position.Character, start, EndOfLine(text, start));
    }

    private static int EndOfLine(string text, int start) =>
        text.AsSpan(start).IndexOfAny('\r', '\n') is var length and >= 0 ? start + length : text.Length;
}
