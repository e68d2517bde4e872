using RoleAssist.Aws.Language.Rules;
using RoleAssist.Contracts;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Language;

/// <summary>Offers the fixes of the findings in a range, and all safe ones of the document at once.</summary>
internal sealed class CodeActionsHandler(DocumentDiagnoser diagnoser)
{
    public const string QuickFix = "quickfix";
    public const string FixAll = "source.fixAll.roleassist";

    /// <param name="commands">The commands that the client has named; null for none.</param>
    /// <param name="withVersions">Whether the client understands edits with the versions of their documents.</param>
    public async Task<IReadOnlyList<CodeAction>?> ListAsync(
        LanguageSnapshot snapshot,
        CodeActionParams request,
        LensCommands? commands,
        bool withVersions,
        CancellationToken cancellationToken
    )
    {
        var only = request.Context?.Only;
        var found = await diagnoser.FindAsync(snapshot, snapshot.Document, cancellationToken).ConfigureAwait(false);
        var actions = new List<CodeAction>();
        if (IsWanted(only, QuickFix))
        {
            var (start, end) = (snapshot.OffsetOf(request.Range.Start), snapshot.OffsetOf(request.Range.End));
            actions.AddRange(
                found
                    .Where(finding => finding.Span.Start <= end && start <= finding.Span.End)
                    .SelectMany(finding => ActionsOf(snapshot, finding, commands, withVersions))
            );
        }

        // A client may run these when a file is saved, so it must ask for them by name.
        if (only is not null && IsWanted(only, FixAll) && SafeEdits(found) is { Count: > 0 } edits)
        {
            actions.Add(new CodeAction("Fix all that is certain", FixAll, Edit: ToEdit(snapshot, edits, withVersions)));
        }

        return actions;
    }

    /// <summary>LSP's kinds are hierarchical: who asks for <c>source</c> wants <c>source.fixAll</c> too.</summary>
    private static bool IsWanted(IReadOnlyList<string>? only, string kind) =>
        only is null
        || only.Any(asked => asked is "" || kind == asked || kind.StartsWith($"{asked}.", StringComparison.Ordinal));

    private static IEnumerable<CodeAction> ActionsOf(
        LanguageSnapshot snapshot,
        ConfigFinding finding,
        LensCommands? commands,
        bool withVersions
    )
    {
        var isFirst = true;
        foreach (var fix in finding.Fixes)
        {
            // What starts something is only for the user's own files: a workspace may hold any text.
            var command = snapshot.IsOwn ? CommandOf(snapshot, finding, fix, commands) : null;
            var edits = fix.Edits?.Invoke() ?? [];
            if (edits is [] && command is null)
            {
                continue;
            }

            var title = DisplayText.Sentence(fix.Title);
            yield return new CodeAction(
                title,
                QuickFix,
                [DocumentDiagnoser.ToDiagnostic(snapshot, finding)],
                isFirst ? true : null,
                edits is [] ? null : ToEdit(snapshot, edits, withVersions),
                command
            );
            isFirst = false;
        }
    }

    /// <summary>Returns the client's command that does what no edit can; null if the client has named none.</summary>
    private static EditorCommand? CommandOf(
        LanguageSnapshot snapshot,
        ConfigFinding finding,
        ConfigFix fix,
        LensCommands? commands
    )
    {
        var (command, about) = fix.Action switch
        {
            FixAction.MoveKeys => (commands?.MoveKeysCommand, finding.Subject),
            FixAction.GenerateCode => (commands?.GenerateCodeCommand, finding.Subject),
            FixAction.RestrictFile => (commands?.RestrictFileCommand, snapshot.UriOf(finding.Document)),
            _ => (null, null),
        };
        return command is null
            ? null
            : new EditorCommand(DisplayText.Sentence(fix.Title), command, about is null ? [] : [about]);
    }

    /// <summary>Returns the edits of all safe fixes that do not overlap; the others are found again afterwards.</summary>
    private static List<DocumentEdit> SafeEdits(IEnumerable<ConfigFinding> found)
    {
        var all = new List<DocumentEdit>();
        foreach (var fix in found.Select(finding => finding.Fixes.FirstOrDefault(fix => fix.IsSafe)))
        {
            if (fix?.Edits?.Invoke() is { } edits && !edits.Any(edit => all.Exists(other => Overlap(edit, other))))
            {
                all.AddRange(edits);
            }
        }

        return all;
    }

    private static bool Overlap(DocumentEdit one, DocumentEdit other) =>
        one.Document == other.Document
        && ((one.Span.Start < other.Span.End && other.Span.Start < one.Span.End) || one.Span.Start == other.Span.Start);

    private static WorkspaceEdit ToEdit(LanguageSnapshot snapshot, IReadOnlyList<DocumentEdit> edits, bool withVersions)
    {
        var byDocument = edits
            .GroupBy(edit => edit.Document)
            .Select(document => (Place: snapshot.Places[document.Key], Edits: ToTextEdits(document)));
        return withVersions
            ? new WorkspaceEdit([.. byDocument.Select(one => new TextDocumentEdit(one.Place, one.Edits))])
            : new WorkspaceEdit(Changes: byDocument.ToDictionary(one => one.Place.Uri, one => one.Edits));
    }

    private static IReadOnlyList<TextEdit> ToTextEdits(IEnumerable<DocumentEdit> edits) =>
        [
            .. edits
                .OrderBy(edit => edit.Span.Start)
                .Select(edit => new TextEdit(LanguageSnapshot.RangeOf(edit.Document, edit.Span), edit.Text)),
        ];
}
