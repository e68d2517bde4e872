using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Documents;

/// <summary>Knows one kind of document.</summary>
internal interface IDocumentService
{
    /// <summary>Whether a document may be of this kind. The text of other documents is not kept.</summary>
    bool Serves(string languageId, string uri);

    /// <summary>Finds the mistakes in a document. Bad input is a diagnostic or nothing, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The document has changed meanwhile.</exception>
    IReadOnlyList<Diagnostic> Diagnose(OpenDocument document, CancellationToken cancellationToken);
}
