using RoleAssist.Aws.Language;
using RoleAssist.Aws.Language.Rules;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Security;
using RoleAssist.Core.Settings;

namespace RoleAssist.Host.Language;

/// <summary>Finds the mistakes in a document, with the other file in view.</summary>
internal sealed class DocumentDiagnoser(DiskRules disk, Func<IReadOnlyList<Sdk>> sdks, TimeProvider time)
{
    private const string Source = "AWS";

    /// <summary>The page with a section for each code.</summary>
    private const string Page = "https://github.com/roleassist/roleassist/blob/main/docs/diagnostics.md#";

    /// <summary>How long a result counts for the same documents: keys may have expired since.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(30);

    private Analysis? _last;

    /// <param name="snapshot">The two files.</param>
    /// <param name="document">The one to diagnose.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(
        LanguageSnapshot snapshot,
        ConfigDocument document,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(snapshot, document, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(finding => ToDiagnostic(snapshot, finding))];
    }

    /// <summary>Returns the findings in a document of the snapshot.</summary>
    public async Task<IReadOnlyList<ConfigFinding>> FindAsync(
        LanguageSnapshot snapshot,
        ConfigDocument document,
        CancellationToken cancellationToken
    )
    {
        var found = Analyze(snapshot.Files, cancellationToken);
        var onDisk = snapshot.IsOwn
            ? await disk.CheckAsync(ConfigFileSet.Alone(document), areEdited: true, cancellationToken)
                .ConfigureAwait(false)
            : [];
        return ConfigAnalyzer.Limit(found.Concat(onDisk).Where(finding => finding.Document == document));
    }

    /// <summary>
    /// One pass finds what is wrong in both files, and an editor asks for each of them, and for fixes whenever the cursor
    /// moves.
    /// </summary>
    private IReadOnlyList<ConfigFinding> Analyze(ConfigFileSet files, CancellationToken cancellationToken)
    {
        var (now, wanted) = (time.GetUtcNow(), sdks());
        var last = Volatile.Read(ref _last);
        if (last is null || last.Files != files || last.Sdks != wanted || !IsFresh(now - last.Time))
        {
            var options = new RuleOptions(now) { Sdks = wanted };
            last = new Analysis(files, wanted, now, ConfigAnalyzer.Analyze(files, options, cancellationToken));
            Volatile.Write(ref _last, last);
        }

        return last.Findings;
    }

    private static bool IsFresh(TimeSpan age) => TimeSpan.Zero <= age && age < Lasting;

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

    private sealed record Analysis(
        ConfigFileSet Files,
        IReadOnlyList<Sdk> Sdks,
        DateTimeOffset Time,
        IReadOnlyList<ConfigFinding> Findings
    );
}
