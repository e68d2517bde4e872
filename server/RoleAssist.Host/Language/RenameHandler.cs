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

    /// <summary>Returns the edits, and what to tell the user about the name elsewhere; null if there is nothing.</summary>
    /// <param name="snapshot">The documents.</param>
    /// <param name="request">The name and the new one.</param>
    /// <param name="withVersions">Whether the client understands edits with the versions of their documents.</param>
    public static (WorkspaceEdit Edit, string? Note) Rename(
        LanguageSnapshot snapshot,
        RenameParams request,
        bool withVersions
    )
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
        return (
            withVersions
                ? new WorkspaceEdit([.. edits.Select(one => new TextDocumentEdit(one.Place, one.Edits))])
                : new WorkspaceEdit(Changes: edits.ToDictionary(one => one.Place.Uri, one => one.Edits)),
            places.FirstOrDefault() is { } changed && snapshot.IsOwn ? NoteOn(changed.First().Kind) : null
        );
    }

    /// <summary>What else may have the name and is out of reach. Clients show links in it, so no name is in it.</summary>
    private static string? NoteOn(NameKind kind) =>
        kind switch
        {
            NameKind.Profile =>
                "The profile is renamed in both AWS files. Change it yourself wherever else it is named: "
                    + "AWS_PROFILE in settings and shell files, --profile in scripts, kubeconfigs and Terraform files. "
                    + "Running sessions and open terminals keep the old name.",
            NameKind.SsoSession =>
                "The sso-session is renamed in both AWS files. Its cached token has the old name, so "
                    + "you sign in again. Change it yourself in scripts that run aws sso login --sso-session.",
            _ => null,
        };
}
