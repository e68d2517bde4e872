using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// Finds the mistakes in the AWS files: the one pass behind the diagnostics of editors, <c>profiles</c>,
/// <c>config dump</c> and <c>diagnose</c>. It is pure: what depends on the disk is said by <see cref="DiskRules"/>. Every
/// text has a result.
/// </summary>
public static class ConfigAnalyzer
{
    /// <summary>The most findings to report for a document: nobody reads more, and a hostile text could have millions.</summary>
    public const int MostFindings = 1000;

    private static readonly Func<ConfigModel, IEnumerable<ConfigFinding>>[] Rules =
    [
        ValueRules.Check,
        ReferenceRules.Check,
        ChainRules.Check,
        AccountRules.Check,
        KeyRules.Check,
        KeyPlaceRules.Check,
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
        var read = files.ReadProfiles(FormatRules.Names);
        var ofReading = FormatRules.Check(files, read).ToList();
        var wrong = ofReading
            .Where(finding => finding.Level == FindingLevel.Error)
            .Select(finding => (finding.Document, LineOf(finding)))
            .ToHashSet();
        return Check(
            Rules,
            new ConfigModel(files, options),
            found => ResolutionRules.Check(files, read, FormatRules.KindOf, found),
            ofReading,
            wrong,
            cancellationToken
        );
    }

    /// <summary>Returns the findings of the documents that are reported, at most <see cref="MostFindings"/> of each.</summary>
    public static IReadOnlyList<ConfigFinding> Limit(IEnumerable<ConfigFinding> found) =>
        [.. found.GroupBy(finding => finding.Document).SelectMany(ofDocument => ofDocument.Take(MostFindings))];

    /// <summary>Returns the findings beyond those of reading the files, which the caller has already.</summary>
    /// <param name="files">The documents.</param>
    /// <param name="options">What the rules need besides them.</param>
    /// <param name="read">The profiles in them, with what reading them has reported.</param>
    /// <param name="kindOf">Tells from which file a problem is.</param>
    /// <param name="withFaults">Whether to resolve the profiles.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    internal static IReadOnlyList<ConfigFinding> AnalyzeMeaning(
        ConfigFileSet files,
        RuleOptions options,
        ProfileSet read,
        Func<SourceLocation, SharedConfigFileKind> kindOf,
        bool withFaults,
        CancellationToken cancellationToken
    )
    {
        var wrong = new HashSet<(ConfigDocument, int)>();
        foreach (var problem in read.Problems)
        {
            if (
                problem is { Severity: ProblemSeverity.Error, Location: { } place }
                && (kindOf(place) == SharedConfigFileKind.Config ? files.Config : files.Credentials) is { } document
            )
            {
                wrong.Add((document, place.Line - 1));
            }
        }

        return Check(
            Rules,
            new ConfigModel(files, options),
            found => withFaults ? ResolutionRules.Check(files, read, kindOf, found) : [],
            [],
            wrong,
            cancellationToken
        );
    }

    /// <param name="rules">The rules. One that fails silences no other.</param>
    /// <param name="model">What the documents mean.</param>
    /// <param name="resolve">Finds the profiles that cannot be resolved, given what the rules have found.</param>
    /// <param name="found">The findings so far.</param>
    /// <param name="wrong">
    /// The lines that reading the files reports as wrong: one mistake, one finding. A key in such a line is another mistake.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    internal static IReadOnlyList<ConfigFinding> Check(
        IReadOnlyList<Func<ConfigModel, IEnumerable<ConfigFinding>>> rules,
        ConfigModel model,
        Func<IEnumerable<ConfigFinding>, IEnumerable<ConfigFinding>> resolve,
        List<ConfigFinding> found,
        HashSet<(ConfigDocument, int)> wrong,
        CancellationToken cancellationToken
    )
    {
        foreach (var rule in rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Attempt(
                model,
                () =>
                    found.AddRange(
                        rule(model)
                            .Where(finding =>
                                wrong.Count == 0
                                || !wrong.Contains((finding.Document, LineOf(finding)))
                                || finding.Code == ConfigRules.SecretElsewhere.Code
                            )
                    )
            );
        }

        cancellationToken.ThrowIfCancellationRequested();
        Attempt(model, () => AddResolution([.. resolve(found)], found, wrong));
        return [.. model.Files.Documents.SelectMany(document => InOrder(document, found))];
    }

    /// <summary>Runs a rule. If it fails, the others still say what they find.</summary>
    private static void Attempt(ConfigModel model, Action rule)
    {
        try
        {
            rule();
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            model.Options.Failed?.Invoke(fault);
        }
    }

    /// <summary>
    /// One mistake, one finding: the rules know its place better and how to mend it, and many profiles can fail because of
    /// the same line.
    /// </summary>
    private static void AddResolution(
        IReadOnlyList<ConfigFinding> resolution,
        List<ConfigFinding> found,
        HashSet<(ConfigDocument, int)> wrong
    )
    {
        var said = found
            .Where(finding => finding.Level == FindingLevel.Error)
            .Select(finding => (finding.Document, LineOf(finding)))
            .ToHashSet();
        found.AddRange(
            resolution.Where(finding =>
                (finding.Document, LineOf(finding)) is var place && !wrong.Contains(place) && said.Add(place)
            )
        );
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
