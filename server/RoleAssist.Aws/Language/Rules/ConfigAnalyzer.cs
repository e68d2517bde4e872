namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// Finds the mistakes in the AWS files: the one pass behind the diagnostics of editors, <c>profiles</c>,
/// <c>config dump</c> and <c>diagnose</c>. It is pure: what depends on the disk is said by <see cref="DiskRules"/>. Every
/// text has a result.
/// </summary>
public static class ConfigAnalyzer
{
    /// <summary>The most findings to report for a document: nobody reads more, and a hostile text could have millions.</summary>
    private const int MostFindings = 1000;

    private static readonly Func<ConfigModel, IEnumerable<ConfigFinding>>[] Rules =
    [
        ValueRules.Check,
        ReferenceRules.Check,
        ChainRules.Check,
        AccountRules.Check,
        KeyRules.Check,
        SsoRules.Check,
        EndpointRules.Check,
        ProcessRules.Check,
        PlaceRules.Check,
        ProfileRules.Check,
    ];

    /// <summary>Returns the findings in both documents, those of the config file first, in the order of the text.</summary>
    /// <exception cref="OperationCanceledException">The documents have changed meanwhile.</exception>
    public static IReadOnlyList<ConfigFinding> Analyze(
        ConfigFileSet files,
        RuleOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var model = new ConfigModel(files, options);
        var found = FormatRules.Check(files).ToList();

        // One mistake, one finding: reading the file already reports these lines as wrong.
        var wrong = found
            .Where(finding => finding.Level == FindingLevel.Error)
            .Select(finding => (finding.Document, LineOf(finding)))
            .ToHashSet();
        foreach (var rule in Rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(rule(model).Where(finding => !wrong.Contains((finding.Document, LineOf(finding)))));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return [.. files.Documents.SelectMany(document => InOrder(document, found))];
    }

    private static IEnumerable<ConfigFinding> InOrder(ConfigDocument document, IEnumerable<ConfigFinding> found)
    {
        var ignored = Suppressions.In(document);
        return found
            .Where(finding => finding.Document == document && !ignored.Contains(finding))
            .OrderBy(finding => finding.Span.Start)
            .ThenBy(finding => finding.Level)
            .Take(MostFindings);
    }

    private static int LineOf(ConfigFinding finding) => finding.Document.PositionOf(finding.Span.Start).Line;
}
