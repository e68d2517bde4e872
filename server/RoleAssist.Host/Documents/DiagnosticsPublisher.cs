using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Documents;

/// <summary>
/// Publishes the diagnostics of open documents: at once after a change, then with a short pause, so that the changes
/// of a fast typist are read together. Diagnostics of a version that has been replaced are not published, and those of
/// the last version always are.
/// </summary>
internal sealed partial class DiagnosticsPublisher : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly DocumentRegistry _documents;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    private readonly Lock _lock = new();
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private (string Uri, CancellationTokenSource Work)? _current;

    public DiagnosticsPublisher(DocumentRegistry documents, TimeProvider time, ILogger logger)
    {
        (_documents, _time, _logger) = (documents, time, logger);
        _documents.Changed += Post;
    }

    public async Task RunAsync(ILanguageClient client, CancellationToken cancellationToken)
    {
        await foreach (var _ in _wake.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var uri in TakeChanged())
            {
                await PublishAsync(client, uri, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _documents.Changed -= Post;

    /// <summary>Reads all open documents of a kind again, after something else that they depend on has changed.</summary>
    public void Refresh(IDocumentService service) => Post(_documents.FindAll(service));

    private void Post(OpenDocument document) =>
        Post(document.Service.AreRelated ? [document, .. _documents.FindAll(document.Service)] : [document]);

    private void Post(IEnumerable<OpenDocument> documents)
    {
        lock (_lock)
        {
            foreach (var document in documents.Where(document => !document.Service.IsPulled))
            {
                _changed.Add(document.Uri);
                if (_current is { } current && current.Uri == document.Uri)
                {
                    current.Work.Cancel();
                }
            }
        }

        _wake.Writer.TryWrite(true);
    }

    private string[] TakeChanged()
    {
        lock (_lock)
        {
            string[] changed = [.. _changed];
            _changed.Clear();
            return changed;
        }
    }

    private async Task PublishAsync(ILanguageClient client, string uri, CancellationToken cancellationToken)
    {
        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_lock)
        {
            _current = (uri, work);
        }

        try
        {
            var document = _documents.Find(uri);
            var diagnostics = document is { Text: not null }
                ? await document.Service.DiagnoseAsync(document, work.Token).ConfigureAwait(false)
                : [];
            lock (_lock)
            {
                // Otherwise the document has changed meanwhile, and its turn comes again.
                if (!_changed.Contains(uri))
                {
                    client.PublishDiagnostics(new PublishDiagnosticsParams(uri, diagnostics, document?.Version));
                }
            }
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested) { }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogFault(fault);
        }
        finally
        {
            lock (_lock)
            {
                _current = null;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The diagnostics of a document failed")]
    private partial void LogFault(Exception fault);
}
