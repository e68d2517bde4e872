using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Documents;

namespace RoleAssist.Host.Rpc;

/// <summary>Implements LSP's document messages: each goes to the registry of the connection's documents.</summary>
internal sealed class LanguageServer(DocumentRegistry documents) : ILanguageServer
{
    public void DidOpen(DidOpenTextDocumentParams request) => documents.Open(request.TextDocument);

    public void DidChange(DidChangeTextDocumentParams request) =>
        documents.Change(request.TextDocument, request.ContentChanges);

    public void DidClose(DidCloseTextDocumentParams request) => documents.Close(request.TextDocument.Uri);
}
