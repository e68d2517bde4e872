using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Documents;
using RoleAssist.Host.Language;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// Implements LSP's document messages: changes go to the registry of the connection's documents, requests to the handler
/// of the feature. Each request is about the text at its arrival and leaves the dispatcher at once.
/// </summary>
internal sealed class LanguageServer(
    DocumentRegistry documents,
    LanguageDocuments language,
    Func<LanguageFeatures> features,
    Func<ClientSettings> settings,
    Action<string> tell
) : ILanguageServer
{
    public void DidOpen(DidOpenTextDocumentParams request) => documents.Open(request.TextDocument);

    public void DidChange(DidChangeTextDocumentParams request) =>
        documents.Change(request.TextDocument, request.ContentChanges);

    public void DidClose(DidCloseTextDocumentParams request) => documents.Close(request.TextDocument.Uri);

    public async Task<DocumentDiagnosticReport> DiagnoseAsync(
        DocumentParams request,
        CancellationToken cancellationToken
    ) =>
        await language
            .AnswerAsync<DocumentDiagnosticReport>(
                request.TextDocument,
                async snapshot => await DiagnoseAsync(snapshot, cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false)
        ?? new DocumentDiagnosticReport("full", []);

    /// <summary>What is in one file depends on the other, so the answer is about both if both are open.</summary>
    private async Task<DocumentDiagnosticReport> DiagnoseAsync(
        LanguageSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var diagnoser = features().Diagnoser;
        var report = new DocumentDiagnosticReport(
            "full",
            await diagnoser.DiagnoseAsync(snapshot, snapshot.Document, cancellationToken).ConfigureAwait(false)
        );
        if (!settings().TakesRelatedDiagnostics || snapshot.OtherOpen is not { } other)
        {
            return report;
        }

        var related = await diagnoser.DiagnoseAsync(snapshot, other, cancellationToken).ConfigureAwait(false);
        return report with
        {
            RelatedDocuments = new Dictionary<string, DocumentDiagnosticReport>
            {
                [snapshot.UriOf(other)] = new("full", related),
            },
        };
    }

    public Task<IReadOnlyList<CodeAction>?> ListCodeActionsAsync(
        CodeActionParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<CodeAction>>(
            request.TextDocument,
            snapshot =>
                features()
                    .CodeActions.ListAsync(
                        snapshot,
                        request,
                        settings().FixCommands,
                        settings().UnderstandsVersionedEdits,
                        cancellationToken
                    ),
            cancellationToken
        );

    public Task<IReadOnlyList<CompletionItem>?> CompleteAsync(
        PositionParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<CompletionItem>>(
            request.TextDocument,
            snapshot => CompletionHandler.Complete(snapshot, request.Position, settings().InsertsSnippets),
            cancellationToken
        );

    public Task<Hover?> HoverAsync(PositionParams request, CancellationToken cancellationToken) =>
        language.AnswerAsync<Hover>(
            request.TextDocument,
            snapshot => features().Hover.Describe(snapshot, request.Position, settings().ShowsMarkdown),
            cancellationToken
        );

    public Task<IReadOnlyList<DefinitionLink>?> FindDefinitionAsync(
        PositionParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<DefinitionLink>>(
            request.TextDocument,
            snapshot =>
                NavigationHandler.FindDefinition(snapshot, request.Position, settings().UnderstandsLocationLinks),
            cancellationToken
        );

    public Task<IReadOnlyList<TextLocation>?> FindReferencesAsync(
        ReferenceParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<TextLocation>>(
            request.TextDocument,
            snapshot =>
                NavigationHandler.FindReferences(snapshot, request.Position, request.Context.IncludeDeclaration),
            cancellationToken
        );

    public Task<IReadOnlyList<DocumentHighlight>?> HighlightAsync(
        PositionParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<DocumentHighlight>>(
            request.TextDocument,
            snapshot => NavigationHandler.Highlight(snapshot, request.Position),
            cancellationToken
        );

    public Task<IReadOnlyList<DocumentSymbol>?> ListSymbolsAsync(
        DocumentParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<DocumentSymbol>>(
            request.TextDocument,
            snapshot => StructureHandler.ListSymbols(snapshot),
            cancellationToken
        );

    public Task<IReadOnlyList<FoldingRange>?> ListFoldingRangesAsync(
        DocumentParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<FoldingRange>>(
            request.TextDocument,
            snapshot => StructureHandler.ListFoldingRanges(snapshot),
            cancellationToken
        );

    public Task<SemanticTokens?> ListSemanticTokensAsync(DocumentParams request, CancellationToken cancellationToken) =>
        language.AnswerAsync<SemanticTokens>(
            request.TextDocument,
            snapshot => SemanticTokensHandler.List(snapshot),
            cancellationToken
        );

    public Task<IReadOnlyList<DocumentLink>?> ListLinksAsync(
        DocumentParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<DocumentLink>>(
            request.TextDocument,
            snapshot => StructureHandler.ListLinks(snapshot),
            cancellationToken
        );

    public Task<IReadOnlyList<InlayHint>?> ListInlayHintsAsync(
        InlayHintParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<InlayHint>>(
            request.TextDocument,
            snapshot => FormattingHandler.ListInlayHints(snapshot, request.Range),
            cancellationToken
        );

    public Task<IReadOnlyList<CodeLens>?> ListCodeLensesAsync(
        DocumentParams request,
        CancellationToken cancellationToken
    ) =>
        language.AnswerAsync<IReadOnlyList<CodeLens>>(
            request.TextDocument,
            snapshot =>
                settings().LensCommands is { } commands
                    ? features().CodeLenses.List(snapshot, commands, settings().Production)
                    : null,
            cancellationToken
        );

    public Task<IReadOnlyList<TextEdit>?> FormatAsync(DocumentParams request, CancellationToken cancellationToken) =>
        language.AnswerAsync<IReadOnlyList<TextEdit>>(
            request.TextDocument,
            snapshot => FormattingHandler.Format(snapshot),
            cancellationToken
        );

    public Task<PrepareRenameResult?> PrepareRenameAsync(PositionParams request, CancellationToken cancellationToken) =>
        language.AnswerAsync<PrepareRenameResult>(
            request.TextDocument,
            snapshot => RenameHandler.Prepare(snapshot, request.Position),
            cancellationToken
        );

    public Task<WorkspaceEdit?> RenameAsync(RenameParams request, CancellationToken cancellationToken) =>
        language.AnswerAsync<WorkspaceEdit>(
            request.TextDocument,
            snapshot =>
            {
                var (edit, note) = RenameHandler.Rename(snapshot, request, settings().UnderstandsVersionedEdits);
                if (note is not null)
                {
                    tell(note);
                }

                return edit;
            },
            cancellationToken
        );
}
