using PolyType;
using StreamJsonRpc;

namespace RoleAssist.Contracts.Lsp;

/// <summary>
/// The messages about documents of the Language Server Protocol 3.17 that the host reads and answers
/// (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocument_synchronization).
/// Any editor may send them, so unknown members are ignored.
/// </summary>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface ILanguageServer
{
    /// <summary>The editor's text counts from now on, not the file's.</summary>
    [JsonRpcMethod("textDocument/didOpen", UseSingleObjectParameterDeserialization = true)]
    void DidOpen(DidOpenTextDocumentParams request);

    [JsonRpcMethod("textDocument/didChange", UseSingleObjectParameterDeserialization = true)]
    void DidChange(DidChangeTextDocumentParams request);

    [JsonRpcMethod("textDocument/didClose", UseSingleObjectParameterDeserialization = true)]
    void DidClose(DidCloseTextDocumentParams request);

    /// <summary>Finds the mistakes in a document, for a client that asks itself.</summary>
    [JsonRpcMethod("textDocument/diagnostic", UseSingleObjectParameterDeserialization = true)]
    Task<DocumentDiagnosticReport> DiagnoseAsync(DocumentParams request, CancellationToken cancellationToken);

    /// <summary>Offers ways to mend the mistakes in a range.</summary>
    [JsonRpcMethod("textDocument/codeAction", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<CodeAction>?> ListCodeActionsAsync(
        CodeActionParams request,
        CancellationToken cancellationToken
    );

    /// <summary>Offers what can be written at a position.</summary>
    [JsonRpcMethod("textDocument/completion", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<CompletionItem>?> CompleteAsync(PositionParams request, CancellationToken cancellationToken);

    /// <summary>Describes what is at a position.</summary>
    [JsonRpcMethod("textDocument/hover", UseSingleObjectParameterDeserialization = true)]
    Task<Hover?> HoverAsync(PositionParams request, CancellationToken cancellationToken);

    /// <summary>Finds the sections that a name stands for.</summary>
    [JsonRpcMethod("textDocument/definition", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<DefinitionLink>?> FindDefinitionAsync(
        PositionParams request,
        CancellationToken cancellationToken
    );

    /// <summary>Finds where a name is used.</summary>
    [JsonRpcMethod("textDocument/references", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<TextLocation>?> FindReferencesAsync(
        ReferenceParams request,
        CancellationToken cancellationToken
    );

    /// <summary>Finds where a name is used in the document.</summary>
    [JsonRpcMethod("textDocument/documentHighlight", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<DocumentHighlight>?> HighlightAsync(PositionParams request, CancellationToken cancellationToken);

    /// <summary>Outlines a document.</summary>
    [JsonRpcMethod("textDocument/documentSymbol", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<DocumentSymbol>?> ListSymbolsAsync(DocumentParams request, CancellationToken cancellationToken);

    /// <summary>Finds what can be folded.</summary>
    [JsonRpcMethod("textDocument/foldingRange", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<FoldingRange>?> ListFoldingRangesAsync(
        DocumentParams request,
        CancellationToken cancellationToken
    );

    /// <summary>Colors a document.</summary>
    [JsonRpcMethod("textDocument/semanticTokens/full", UseSingleObjectParameterDeserialization = true)]
    Task<SemanticTokens?> ListSemanticTokensAsync(DocumentParams request, CancellationToken cancellationToken);

    /// <summary>Finds the links in a document.</summary>
    [JsonRpcMethod("textDocument/documentLink", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<DocumentLink>?> ListLinksAsync(DocumentParams request, CancellationToken cancellationToken);

    /// <summary>Says numbers in words.</summary>
    [JsonRpcMethod("textDocument/inlayHint", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<InlayHint>?> ListInlayHintsAsync(InlayHintParams request, CancellationToken cancellationToken);

    /// <summary>Offers commands at headers.</summary>
    [JsonRpcMethod("textDocument/codeLens", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<CodeLens>?> ListCodeLensesAsync(DocumentParams request, CancellationToken cancellationToken);

    /// <summary>Formats a document.</summary>
    [JsonRpcMethod("textDocument/formatting", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<TextEdit>?> FormatAsync(DocumentParams request, CancellationToken cancellationToken);

    /// <summary>Says whether the name at a position can be renamed. It fails with the reason why not.</summary>
    [JsonRpcMethod("textDocument/prepareRename", UseSingleObjectParameterDeserialization = true)]
    Task<PrepareRenameResult?> PrepareRenameAsync(PositionParams request, CancellationToken cancellationToken);

    /// <summary>Renames the name at a position in both files. It fails with the reason why not.</summary>
    [JsonRpcMethod("textDocument/rename", UseSingleObjectParameterDeserialization = true)]
    Task<WorkspaceEdit?> RenameAsync(RenameParams request, CancellationToken cancellationToken);
}
