using RoleAssist.Aws.Language;
using RoleAssist.Aws.Language.Rules;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Language;

/// <summary>Finds the mistakes in a document, with the other file in view.</summary>
internal sealed class DocumentDiagnoser(DiskRules disk, TimeProvider time)
{
    private const string Source = "AWS";

    /// <summary>The page with a section for each code.</summary>
    private const string Page = "https://github.com/roleassist/roleassist/blob/main/docs/diagnostics.md#";

    public async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(
        LanguageSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(snapshot, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(finding => ToDiagnostic(snapshot, finding))];
    }

    /// <summary>Returns the findings in the document of the snapshot.</summary>
    public async Task<IReadOnlyList<ConfigFinding>> FindAsync(
        LanguageSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var found = ConfigAnalyzer.Analyze(snapshot.Files, new RuleOptions(time.GetUtcNow()), cancellationToken);
        var onDisk = snapshot.IsOwn
            ? await disk.CheckAsync(ConfigFileSet.Alone(snapshot.Document), areEdited: true, cancellationToken)
                .ConfigureAwait(false)
            : [];
        return [.. found.Concat(onDisk).Where(finding => finding.Document == snapshot.Document)];
    }

    public static Diagnostic ToDiagnostic(LanguageSnapshot snapshot, ConfigFinding finding) =>
        new(
            LanguageSnapshot.RangeOf(finding.Document, finding.Span),
            finding.Level switch
            {
                FindingLevel.Error => DiagnosticSeverity.Error,
                FindingLevel.Warning => DiagnosticSeverity.Warning,
                FindingLevel.Information => DiagnosticSeverity.Information,
                _ => DiagnosticSeverity.Hint,
            },
            finding.Code,
            Source,
            DisplayText.Sentence(finding.Message),
            new CodeDescription(Page + finding.Code.ToLowerInvariant()),
            finding.Related is [] ? null : [.. finding.Related.Select(related => ToRelated(snapshot, related))],
            TagsOf(finding)
        );

    private static RelatedInformation ToRelated(LanguageSnapshot snapshot, RelatedSpan related) =>
        new(
            new TextLocation(
                snapshot.UriOf(related.Document),
                LanguageSnapshot.RangeOf(related.Document, related.Span)
            ),
            DisplayText.Sentence(related.Message)
        );

    private static IReadOnlyList<DiagnosticTag>? TagsOf(ConfigFinding finding) =>
        (finding.IsUnnecessary, finding.IsDeprecated) switch
        {
            (true, _) => [DiagnosticTag.Unnecessary],
            (_, true) => [DiagnosticTag.Deprecated],
            _ => null,
        };
}
