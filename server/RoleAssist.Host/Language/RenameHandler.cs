using RoleAssist.Aws.Language;
using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Language;

/// <summary>Renames over both files. A refusal is an error with the reason.</summary>
internal static class RenameHandler
{
    public static PrepareRenameResult Prepare(LanguageSnapshot snapshot, TextPosition position)
    {
        var name = NameRename.Prepare(snapshot.Files, snapshot.Document, snapshot.OffsetOf(position));
        return new PrepareRenameResult(snapshot.RangeOf(name.Span), name.Name);
    }

    /// <param name="withVersions">Whether the client understands edits with the versions of their documents.</param>
    public static WorkspaceEdit Rename(LanguageSnapshot snapshot, RenameParams request, bool withVersions)
    {
        var places = NameRename.PlacesOf(
            snapshot.Files,
            snapshot.Document,
            snapshot.OffsetOf(request.Position),
            request.NewName
        );
        var edits = places.Select(document =>
            (
                Place: snapshot.Places[document.Key],
                Edits: (IReadOnlyList<TextEdit>)
                    [
                        .. document.Select(use => new TextEdit(
                            LanguageSnapshot.RangeOf(document.Key, use.Span),
                            request.NewName
                        )),
                    ]
            )
        );
        return withVersions
            ? new WorkspaceEdit([.. edits.Select(one => new TextDocumentEdit(one.Place, one.Edits))])
            : new WorkspaceEdit(Changes: edits.ToDictionary(one => one.Place.Uri, one => one.Edits));
    }
}
