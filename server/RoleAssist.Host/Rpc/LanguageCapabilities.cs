using RoleAssist.Aws.Language;
using RoleAssist.Contracts;
using RoleAssist.Host.Documents;
using RoleAssist.Host.Language;

namespace RoleAssist.Host.Rpc;

/// <summary>Says what the host can do for a client, as far as the client can take it.</summary>
internal static class LanguageCapabilities
{
    /// <summary>LSP's <c>TextDocumentSyncKind.Incremental</c>.</summary>
    private const int IncrementalChanges = 2;

    public static ServerCapabilities For(ClientSettings client, IReadOnlyList<string> awsFiles) =>
        new(
            // Spans count UTF-16 code units, which every client understands.
            "utf-16",
            new TextDocumentSyncOptions(OpenClose: true, IncrementalChanges),
            new CompletionOptions(["[", "=", " "]),
            HoverProvider: true,
            DefinitionProvider: true,
            ReferencesProvider: true,
            DocumentHighlightProvider: true,
            DocumentSymbolProvider: client.UnderstandsSymbolTrees ? true : null,
            CodeLensProvider: client.LensCommands is null ? null : new CodeLensOptions(ResolveProvider: false),
            DocumentLinkProvider: new DocumentLinkOptions(ResolveProvider: false),
            DocumentFormattingProvider: true,
            RenameProvider: new RenameOptions(PrepareProvider: true),
            FoldingRangeProvider: true,
            SemanticTokensProvider: new SemanticTokensOptions(
                new SemanticTokensLegend(ConfigTokens.Types, ConfigTokens.Modifiers),
                Full: true
            ),
            InlayHintProvider: true,
            CodeActionProvider: new CodeActionOptions([CodeActionsHandler.QuickFix, CodeActionsHandler.FixAll]),
            DiagnosticProvider: client.PullsDiagnostics
                ? new DiagnosticOptions(
                    [new DocumentFilter(AwsConfigDocuments.LanguageId)],
                    "aws",
                    InterFileDependencies: true,
                    WorkspaceDiagnostics: false
                )
                : null,
            Experimental: new ExperimentalServerCapabilities(awsFiles)
        );
}
