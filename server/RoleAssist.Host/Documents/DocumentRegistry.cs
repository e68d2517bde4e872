using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Documents;

/// <summary>
/// The documents that a client has open and a service serves. Their texts are the client's, saved or not. It does as
/// much as a change needs and no more, because it is called on the dispatcher.
/// </summary>
internal sealed class DocumentRegistry(IReadOnlyList<IDocumentService> services)
{
    /// <summary>The length of the longest text to read, in UTF-16 code units.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OpenDocument> _documents = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Raised with a document after it was opened, changed or closed. It must not block.</summary>
    public event Action<OpenDocument>? Changed;

    public void Open(TextDocumentItem item)
    {
        if (services.FirstOrDefault(service => service.Serves(item.LanguageId, item.Uri)) is not { } service)
        {
            // An editor may open a document again with another language.
            Close(item.Uri);
            return;
        }

        Update(item.Uri, _ => new OpenDocument(item.Uri, item.Version, Limit(item.Text), service));
    }

    /// <param name="changes">The changes; null if they cannot be read, so that the text is unknown until it comes whole.</param>
    public void Change(VersionedTextDocumentIdentifier document, IReadOnlyList<TextDocumentChange>? changes) =>
        Update(
            document.Uri,
            current =>
                current is null
                    ? null
                    : current with
                    {
                        Version = document.Version,
                        Text = changes?.Aggregate(current.Text, Apply),
                    }
        );

    public void Close(string uri)
    {
        OpenDocument? closed;
        lock (_lock)
        {
            _documents.Remove(uri, out closed);
        }

        if (closed is not null)
        {
            Changed?.Invoke(closed);
        }
    }

    /// <summary>Returns the current version of a document; null if it is not open.</summary>
    public OpenDocument? Find(string uri)
    {
        lock (_lock)
        {
            return _documents.GetValueOrDefault(uri);
        }
    }

    /// <summary>Returns the current versions of all documents of a service.</summary>
    public IReadOnlyList<OpenDocument> FindAll<T>()
        where T : IDocumentService
    {
        lock (_lock)
        {
            return [.. _documents.Values.Where(document => document.Service is T)];
        }
    }

    /// <summary>Returns the current versions of all documents of a service.</summary>
    public IReadOnlyList<OpenDocument> FindAll(IDocumentService service)
    {
        lock (_lock)
        {
            return [.. _documents.Values.Where(document => document.Service == service)];
        }
    }

    private void Update(string uri, Func<OpenDocument?, OpenDocument?> update)
    {
        OpenDocument updated;
        lock (_lock)
        {
            if (update(_documents.GetValueOrDefault(uri)) is not { } changed)
            {
                return;
            }

            _documents[uri] = updated = changed with { Change = ++_changes };
        }

        Changed?.Invoke(updated);
    }

    /// <summary>A text that is too long, or that was lost, stays unknown until the client sends it whole again.</summary>
    private static string? Apply(string? text, TextDocumentChange change) =>
        change.Range is null ? Limit(change.Text)
        : text is null ? null
        : Limit(TextChanges.Apply(text, change));

    private static string? Limit(string text) => text.Length > MaxLength ? null : text;
}
