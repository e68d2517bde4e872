using System.Text.Json.Serialization;

namespace RoleAssist.Contracts.Lsp;

/// <summary>The params of every request about a whole document.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record DocumentParams(TextDocumentIdentifier TextDocument);

/// <summary>LSP's <c>TextDocumentPositionParams</c>, the params of every request about a position.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record PositionParams(TextDocumentIdentifier TextDocument, TextPosition Position);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ReferenceParams(
    TextDocumentIdentifier TextDocument,
    TextPosition Position,
    ReferenceContext Context
);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ReferenceContext(bool IncludeDeclaration);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record RenameParams(TextDocumentIdentifier TextDocument, TextPosition Position, string NewName);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InlayHintParams(TextDocumentIdentifier TextDocument, TextRange Range);

/// <summary>
/// LSP's <c>LocationLink</c>, or for a client that does not know it, its <c>Location</c>: only
/// <paramref name="Uri"/> and <paramref name="Range"/>.
/// </summary>
public sealed record DefinitionLink(
    string? TargetUri = null,
    TextRange? TargetRange = null,
    TextRange? TargetSelectionRange = null,
    TextRange? OriginSelectionRange = null,
    string? Uri = null,
    TextRange? Range = null
);

public sealed record DocumentHighlight(TextRange Range, DocumentHighlightKind Kind);

/// <summary>A number on the wire.</summary>
public enum DocumentHighlightKind
{
    Text = 1,
    Read = 2,
    Write = 3,
}

/// <param name="Range">The name.</param>
/// <param name="Placeholder">What the client lets the user edit.</param>
public sealed record PrepareRenameResult(TextRange Range, string Placeholder);

/// <param name="DocumentChanges">The changes with the versions that they are about.</param>
/// <param name="Changes">The changes by URI, for a client that does not know the other form.</param>
public sealed record WorkspaceEdit(
    IReadOnlyList<TextDocumentEdit>? DocumentChanges = null,
    IReadOnlyDictionary<string, IReadOnlyList<TextEdit>>? Changes = null
);

public sealed record TextDocumentEdit(EditedDocument TextDocument, IReadOnlyList<TextEdit> Edits);

/// <summary>LSP's <c>OptionalVersionedTextDocumentIdentifier</c>.</summary>
/// <param name="Version">The version that the client has open; null for a file that it has not.</param>
public sealed record EditedDocument(
    string Uri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Version
);

public sealed record TextEdit(TextRange Range, string NewText);

/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Range">All of it.</param>
/// <param name="SelectionRange">Its name.</param>
/// <param name="Detail">Its value.</param>
/// <param name="Children">What it contains.</param>
public sealed record DocumentSymbol(
    string Name,
    DocumentSymbolKind Kind,
    TextRange Range,
    TextRange SelectionRange,
    string? Detail = null,
    IReadOnlyList<DocumentSymbol>? Children = null
);

/// <summary>The members of LSP's <c>SymbolKind</c> that are sent; numbers on the wire.</summary>
public enum DocumentSymbolKind
{
    Namespace = 3,
    Property = 7,
}

/// <param name="StartLine">The line that stays, from 0.</param>
/// <param name="EndLine">The last line that is folded.</param>
/// <param name="Kind"><c>comment</c> or <c>region</c>.</param>
public sealed record FoldingRange(int StartLine, int EndLine, string Kind);

/// <param name="Data">Five numbers for each token, relative to the one before.</param>
public sealed record SemanticTokens(IReadOnlyList<int> Data);

public sealed record DocumentLink(TextRange Range, string Target);

public sealed record InlayHint(TextPosition Position, string Label, bool PaddingLeft);

public sealed record CodeLens(TextRange Range, EditorCommand Command);

/// <summary>LSP's <c>Command</c>.</summary>
/// <param name="Title">The text that is shown.</param>
/// <param name="Command">The client's command.</param>
/// <param name="Arguments">What it gets.</param>
public sealed record EditorCommand(string Title, string Command, IReadOnlyList<string> Arguments);

/// <param name="Contents">The text.</param>
/// <param name="Range">What it is about.</param>
public sealed record Hover(MarkupContent Contents, TextRange Range);

/// <param name="Kind"><c>plaintext</c> or <c>markdown</c>.</param>
/// <param name="Value">The text.</param>
public sealed record MarkupContent(string Kind, string Value);
