namespace RoleAssist.Host.Documents;

/// <summary>A version of a document that the client has open.</summary>
/// <param name="Uri">Its name, as the client writes it.</param>
/// <param name="Version">The client's number.</param>
/// <param name="Text">The text; null if it is too long to be read, or a change of it could not be read.</param>
/// <param name="Service">The service for documents of its kind.</param>
internal sealed record OpenDocument(string Uri, int Version, string? Text, IDocumentService Service)
{
    /// <summary>Gets the number of the change that led to it: the document with the highest one was changed last.</summary>
    public long Change { get; init; }
}
