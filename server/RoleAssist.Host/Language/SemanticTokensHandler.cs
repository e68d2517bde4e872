using RoleAssist.Aws.Language;
using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Language;

/// <summary>
/// Writes tokens as LSP does: line, start, length, type and modifiers, the first two relative to the token before
/// (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocument_semanticTokens).
/// </summary>
internal static class SemanticTokensHandler
{
    public static SemanticTokens List(LanguageSnapshot snapshot)
    {
        var data = new List<int>();
        var (lastLine, lastCharacter) = (0, 0);
        foreach (var token in ConfigTokens.In(snapshot.Document))
        {
            var (line, character) = snapshot.Document.PositionOf(token.Span.Start);
            data.Add(line - lastLine);
            data.Add(line == lastLine ? character - lastCharacter : character);
            data.Add(token.Span.Length);
            data.Add((int)token.Type);
            data.Add(token.IsDeprecated ? 1 : 0);
            (lastLine, lastCharacter) = (line, character);
        }

        return new SemanticTokens(data);
    }
}
