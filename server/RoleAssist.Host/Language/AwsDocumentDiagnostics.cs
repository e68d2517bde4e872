using RoleAssist.Aws.SharedConfig;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Documents;

namespace RoleAssist.Host.Language;

/// <summary>
/// Ties the documents of a connection to what finds their mistakes, and to the profiles: what an editor shows counts
/// instead of the file. Reads the documents again when one of the two files has changed on disk.
/// </summary>
internal sealed class AwsDocumentDiagnostics : IDisposable
{
    private readonly AwsConfigDocuments _documents;
    private readonly LanguageDocuments _language;
    private readonly Func<DocumentDiagnoser> _diagnoser;
    private readonly DiagnosticsPublisher _publisher;
    private readonly IProfileWatcher _watcher;
    private readonly LanguageRequests _requests;
    private readonly SharedConfigProfileStore _store;

    public AwsDocumentDiagnostics(
        AwsConfigDocuments documents,
        LanguageDocuments language,
        Func<DocumentDiagnoser> diagnoser,
        Func<bool> clientPulls,
        DiagnosticsPublisher publisher,
        IProfileWatcher watcher,
        LanguageRequests requests,
        SharedConfigProfileStore store
    )
    {
        (_documents, _language, _diagnoser) = (documents, language, diagnoser);
        (_publisher, _watcher) = (publisher, watcher);
        _documents.Diagnoser = DiagnoseAsync;
        _documents.ClientPulls = clientPulls;
        _watcher.Changed += Refresh;
        _requests = requests;
        _requests.Changed += Refresh;
        _store = store;
        _store.Edited = language.TextOf;
    }

    public void Dispose()
    {
        _watcher.Changed -= Refresh;
        _requests.Changed -= Refresh;
        _store.Edited = null;
    }

    private async ValueTask<IReadOnlyList<Diagnostic>> DiagnoseAsync(
        OpenDocument document,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await _language.TakeAsync(document, cancellationToken).ConfigureAwait(false);
        return await _diagnoser().DiagnoseAsync(snapshot, snapshot.Document, cancellationToken).ConfigureAwait(false);
    }

    private void Refresh(ProfileSet profiles) => Refresh();

    private void Refresh() => _publisher.Refresh(_documents);
}
