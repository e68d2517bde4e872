using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>The findings in the two files, for whoever shows a list of problems.</summary>
public sealed class AwsFileFindings(SharedConfigProfileStore store, DiskRules disk, TimeProvider time) : IFileFindings
{
    public async Task<IReadOnlyList<Problem>> FindAsync(CancellationToken cancellationToken)
    {
        var (config, credentials) = await store.ReadTextsAsync(cancellationToken).ConfigureAwait(false);
        var files = new ConfigFileSet(
            config is null ? null : ConfigDocument.Parse(config, SharedConfigFileKind.Config),
            credentials is null ? null : ConfigDocument.Parse(credentials, SharedConfigFileKind.Credentials)
        );
        var found = ConfigAnalyzer.Analyze(files, new RuleOptions(time.GetUtcNow()), cancellationToken);
        var onDisk = await disk.CheckAsync(files, areEdited: false, cancellationToken).ConfigureAwait(false);
        return [.. found.Where(finding => !finding.IsOfReading).Concat(onDisk).Select(ToProblem)];
    }

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
