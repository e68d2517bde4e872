using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>The findings in the two files, for whoever shows a list of problems.</summary>
public sealed class AwsFileFindings(SharedConfigProfileStore store, DiskRules disk, TimeProvider time) : IFileFindings
{
    public async Task<IReadOnlyList<Problem>> FindAsync(CancellationToken cancellationToken)
    {
        var reading = store.ReadShownAsync(cancellationToken);

        // The catalogue is read meanwhile.
        _ = SettingsCatalogue.FindAnywhere("");
        var read = await reading.ConfigureAwait(false);
        var files = new ConfigFileSet(
            ToDocument(read.Config, SharedConfigFileKind.Config),
            ToDocument(read.Credentials, SharedConfigFileKind.Credentials)
        );
        var found = ConfigAnalyzer.AnalyzeMeaning(
            files,
            new RuleOptions(time.GetUtcNow()),
            read.Profiles.Problems,
            KindOf,
            cancellationToken
        );
        var onDisk = await disk.CheckAsync(files, areEdited: false, cancellationToken).ConfigureAwait(false);
        return [.. ConfigAnalyzer.Limit(found.Concat(onDisk)).Select(ToProblem)];
    }

    /// <summary>The syntax is that of the profiles: no text is parsed a second time.</summary>
    private static ConfigDocument? ToDocument(SharedConfigDocument read, SharedConfigFileKind kind) =>
        read.Tree is { } tree ? ConfigDocument.Of(tree, kind) : null;

    private SharedConfigFileKind KindOf(SourceLocation place) =>
        place.File == store.Files.Config ? SharedConfigFileKind.Config : SharedConfigFileKind.Credentials;

    private Problem ToProblem(ConfigFinding finding)
    {
        var (line, character) = finding.Document.PositionOf(finding.Span.Start);
        return new Problem(
            ErrorCode.ConfigurationInvalid,
            finding.Level switch
            {
                FindingLevel.Error => ProblemSeverity.Error,
                FindingLevel.Warning => ProblemSeverity.Warning,
                _ => ProblemSeverity.Information,
            },
            finding.Message,
            new SourceLocation(
                finding.Document.Kind == SharedConfigFileKind.Config ? store.Files.Config : store.Files.Credentials,
                line + 1,
                character + 1
            ),
            finding.Code
        )
        {
            Subject = finding.Subject,
        };
    }
}
