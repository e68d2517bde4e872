using System.Runtime.CompilerServices;
using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Documents;

namespace RoleAssist.Host.Language;

/// <summary>
/// Gives each request the documents that it is about. The texts of open documents are those at its arrival; everything
/// else happens off the dispatcher.
/// </summary>
internal sealed class LanguageDocuments(DocumentRegistry registry, AwsFileUris uris)
{
    private readonly ConditionalWeakTable<OpenDocument, ConfigDocument> _parsed = [];
    private readonly ClosedFile _config = new(uris.Files.Config, SharedConfigFileKind.Config);
    private readonly ClosedFile _credentials = new(uris.Files.Credentials, SharedConfigFileKind.Credentials);

    /// <summary>Answers a request about a document; with null if it is not open or not of this language.</summary>
    public Task<T?> AnswerAsync<T>(
        TextDocumentIdentifier document,
        Func<LanguageSnapshot, T?> answer,
        CancellationToken cancellationToken
    )
        where T : class => AnswerAsync(document, snapshot => Task.FromResult(answer(snapshot)), cancellationToken);

    /// <summary>The same with an answer that takes more than the documents.</summary>
    public Task<T?> AnswerAsync<T>(
        TextDocumentIdentifier document,
        Func<LanguageSnapshot, Task<T?>> answer,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var open = registry.FindAll<AwsConfigDocuments>();
        return open.FirstOrDefault(one => one.Uri == document.Uri) is { Text: not null } asked
            ? Task.Run(
                async () =>
                {
                    var snapshot = await TakeAsync(asked, open, cancellationToken).ConfigureAwait(false);
                    return await answer(snapshot).ConfigureAwait(false);
                },
                cancellationToken
            )
            : Task.FromResult<T?>(null);
    }

    /// <summary>Returns the text of one of the two files if it is open. It must not be called on the dispatcher.</summary>
    public string? TextOf(SharedConfigFileKind kind) => Find(registry.FindAll<AwsConfigDocuments>(), kind)?.Text;

    /// <summary>Returns what the diagnostics of a document are about. It must not be called on the dispatcher.</summary>
    public Task<LanguageSnapshot> TakeAsync(OpenDocument document, CancellationToken cancellationToken) =>
        TakeAsync(document, registry.FindAll<AwsConfigDocuments>(), cancellationToken);

    private async Task<LanguageSnapshot> TakeAsync(
        OpenDocument asked,
        IReadOnlyList<OpenDocument> open,
        CancellationToken cancellationToken
    )
    {
        if (uris.ResolvedKindOf(asked.Uri) is not { } kind)
        {
            var alone = Parse(asked, AwsFileUris.KindByName(asked.Uri));
            return new LanguageSnapshot(
                alone,
                ConfigFileSet.Alone(alone) with
                {
                    IsForeign = true,
                },
                IsOwn: false,
                new Dictionary<ConfigDocument, EditedDocument> { [alone] = new(asked.Uri, asked.Version) }
            );
        }

        var document = Parse(asked, kind);
        var places = new Dictionary<ConfigDocument, EditedDocument> { [document] = new(asked.Uri, asked.Version) };
        var otherKind =
            kind == SharedConfigFileKind.Config ? SharedConfigFileKind.Credentials : SharedConfigFileKind.Config;
        ConfigDocument? other = null;
        string? unseen = null;
        if (Find(open, otherKind) is { } opened)
        {
            // What is saved may be something else than what the editor shows.
            if (opened.Text is null)
            {
                unseen = ClosedFile.TooLong(otherKind);
            }
            else
            {
                other = Parse(opened, otherKind);
                places[other] = new EditedDocument(opened.Uri, opened.Version);
            }
        }
        else
        {
            var file = otherKind == SharedConfigFileKind.Config ? _config : _credentials;
            (other, unseen) = await file.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (other is not null)
            {
                places[other] = new EditedDocument(uris.UriOf(otherKind), Version: null);
            }
        }

        return new LanguageSnapshot(
            document,
            (
                kind == SharedConfigFileKind.Config
                    ? new ConfigFileSet(document, other)
                    : new ConfigFileSet(other, document)
            ) with
            {
                Unseen = unseen,
            },
            IsOwn: true,
            places
        );
    }

    /// <summary>
    /// Returns the document that shows one of the two files. The file can be open by several names, through links: what the
    /// user changed last counts.
    /// </summary>
    private OpenDocument? Find(IReadOnlyList<OpenDocument> open, SharedConfigFileKind kind) =>
        open.Where(one => uris.ResolvedKindOf(one.Uri) == kind).MaxBy(one => one.Change);

    private ConfigDocument Parse(OpenDocument document, SharedConfigFileKind kind)
    {
        var parsed = _parsed.GetValue(document, key => ConfigDocument.Parse(key.Text!, kind));
        return parsed.Kind == kind ? parsed : ConfigDocument.Parse(document.Text!, kind);
    }
}
