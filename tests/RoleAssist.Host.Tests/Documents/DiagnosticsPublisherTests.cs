using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Documents;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Documents;

public sealed class DiagnosticsPublisherTests : IDisposable
{
    private const string Uri = "file:///a.json";

    private readonly StepService _service = new();
    private readonly DocumentRegistry _documents;
    private readonly DiagnosticsPublisher _publisher;
    private readonly CancellationTokenSource _ended = new();
    private readonly Client _client = new();

    public DiagnosticsPublisherTests()
    {
        _documents = new DocumentRegistry([_service]);
        _publisher = new DiagnosticsPublisher(_documents, TimeProvider.System, NullLogger.Instance);
        _ = _publisher.RunAsync(_client, _ended.Token);
    }

    public void Dispose()
    {
        _ended.Cancel();
        _service.Steps.Writer.TryComplete();
        _publisher.Dispose();
        _ended.Dispose();
    }

    [Fact]
    public async Task Publishes_each_version_that_stays()
    {
        _service.Proceed(2);
        _documents.Open(new TextDocumentItem(Uri, "json", 1, "one"));
        Assert.Equal((Uri, "one", 1), await NextAsync());
        Change(2, "two");

        Assert.Equal((Uri, "two", 2), await NextAsync());
    }

    [Fact]
    public async Task A_version_that_is_replaced_while_it_is_read_is_canceled_and_not_published()
    {
        _documents.Open(new TextDocumentItem(Uri, "json", 1, "one"));
        var begun = await _service.BegunAsync();
        Change(2, "two");
        Assert.True(begun.IsCancellationRequested);
        _service.Proceed(2);

        Assert.Equal((Uri, "two", 2), await NextAsync());
    }

    [Fact]
    public async Task A_document_that_is_closed_while_it_is_read_has_no_diagnostics()
    {
        _documents.Open(new TextDocumentItem(Uri, "json", 1, "one"));
        await _service.BegunAsync();
        _documents.Close(Uri);
        _service.Proceed(1);

        Assert.Equal((Uri, null, null), await NextAsync());
    }

    [Fact]
    public async Task A_fault_in_one_document_stops_no_other()
    {
        _service.Proceed(2);
        _documents.Open(new TextDocumentItem(Uri, "json", 1, StepService.Fault));
        await _service.BegunAsync();
        _documents.Open(new TextDocumentItem("file:///b.json", "json", 1, "b"));

        Assert.Equal(("file:///b.json", "b", 1), await NextAsync());
    }

    private void Change(int version, string text) =>
        _documents.Change(new VersionedTextDocumentIdentifier(Uri, version), [new TextDocumentChange(text)]);

    private async Task<(string Uri, string? Message, int? Version)> NextAsync()
    {
        var next = await _client.Published.Reader.ReadAsync().AsTask().WaitAsync(TimeLimits.Hang);
        return (next.Uri, next.Diagnostics.SingleOrDefault()?.Message, next.Version);
    }

    /// <summary>Finds the text of a document wrong, once it may proceed.</summary>
    private sealed class StepService : IDocumentService
    {
        public const string Fault = "fault";

        private readonly Channel<CancellationToken> _begun = Channel.CreateUnbounded<CancellationToken>();

        public Channel<bool> Steps { get; } = Channel.CreateUnbounded<bool>();

        public async Task<CancellationToken> BegunAsync() =>
            await _begun.Reader.ReadAsync().AsTask().WaitAsync(TimeLimits.Hang);

        public void Proceed(int times)
        {
            for (; times > 0; times--)
            {
                Steps.Writer.TryWrite(true);
            }
        }

        public bool Serves(string languageId, string uri) => true;

        public async ValueTask<IReadOnlyList<Diagnostic>> DiagnoseAsync(
            OpenDocument document,
            CancellationToken cancellationToken
        )
        {
            _begun.Writer.TryWrite(cancellationToken);
            _ = await Steps.Reader.WaitToReadAsync(CancellationToken.None);
            Steps.Reader.TryRead(out _);
            var start = new TextPosition(0, 0);
            return document.Text == Fault
                ? throw new InvalidOperationException()
                :
                [
                    new Diagnostic(
                        new TextRange(start, start),
                        DiagnosticSeverity.Error,
                        "Code",
                        "AWS",
                        document.Text!
                    ),
                ];
        }
    }

    private sealed class Client : ILanguageClient
    {
        public Channel<PublishDiagnosticsParams> Published { get; } =
            Channel.CreateUnbounded<PublishDiagnosticsParams>();

        public void PublishDiagnostics(PublishDiagnosticsParams diagnostics) => Published.Writer.TryWrite(diagnostics);

        public void ShowMessage(ShowMessageParams message) { }
    }
}
