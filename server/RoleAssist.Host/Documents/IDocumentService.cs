using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Documents;

/// <summary>Knows one kind of document.</summary>
internal interface IDocumentService
{
    /// <summary>Whether a document may be of this kind. The text of other documents is not kept.</summary>
    bool Serves(string languageId, string uri);

    /// <summary>Whether the diagnostics of one document depend on the others of this kind.</summary>
    bool AreRelated => false;

    /// <summary>Whether the client asks for diagnostics itself, so that none are published.</summary>
    bool IsPulled => false;

    /// <summary>
    /// Finds the mistakes in a document, off the dispatcher. Bad input is a diagnostic or nothing, not an exception.
    /// </summary>
    /// <exception cref="OperationCanceledException">The document has changed meanwhile.</exception>
    ValueTask<IReadOnlyList<Diagnostic>> DiagnoseAsync(OpenDocument document, CancellationToken cancellationToken);
}
