using System.Text.Json.Serialization;

namespace RoleAssist.Contracts.Lsp;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record DidOpenTextDocumentParams(TextDocumentItem TextDocument);

/// <param name="Uri">The name of the document, as the client writes it.</param>
/// <param name="LanguageId">The client's name of the language, such as <c>json</c>.</param>
/// <param name="Version">Rises with each change.</param>
/// <param name="Text">The whole text.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record TextDocumentItem(string Uri, string LanguageId, int Version, string Text);

/// <param name="TextDocument">The document and its version after the changes.</param>
/// <param name="ContentChanges">
/// The changes, each of the text that the one before has left; null if they cannot be read, after which the text is unknown.
/// </param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record DidChangeTextDocumentParams(
    VersionedTextDocumentIdentifier TextDocument,
    [property: JsonConverter(typeof(TextDocumentChangesConverter))]
        IReadOnlyList<TextDocumentChange>? ContentChanges = null
);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record VersionedTextDocumentIdentifier(string Uri, int Version);

/// <summary>LSP's <c>TextDocumentContentChangeEvent</c>.</summary>
/// <param name="Text">The new text.</param>
/// <param name="Range">What it replaces; the whole document if absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record TextDocumentChange(string Text, TextRange? Range = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record DidCloseTextDocumentParams(TextDocumentIdentifier TextDocument);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record TextDocumentIdentifier(string Uri);

/// <summary>LSP's <c>Range</c>.</summary>
/// <param name="Start">The first position.</param>
/// <param name="End">The position after the last one.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record TextRange(TextPosition Start, TextPosition End);

/// <summary>LSP's <c>Position</c>.</summary>
/// <param name="Line">The line, from 0.</param>
/// <param name="Character">The UTF-16 code units before the position in its line.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record TextPosition(int Line, int Character);
