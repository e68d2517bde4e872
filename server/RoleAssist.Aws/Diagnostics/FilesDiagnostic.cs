using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Diagnostics;

/// <summary>Where the AWS files are, who may read them, what is wrong in them, and which profiles cannot be assumed.</summary>
public sealed class FilesDiagnostic(SharedConfigProfileStore store, ProfileCatalog catalog) : IDiagnostic
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Topic => "AWS files";

    public async Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            Describe("config", store.Files.Config, holdsSecrets: false),
            Describe("credentials", store.Files.Credentials, holdsSecrets: true),
            new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"They hold {Count(profiles.Profiles.Count, "profile")}{KindsOf(profiles)}."),
            .. PlainKeys(profiles),
            .. Problems(profiles).Where(problem => problem.Severity != ProblemSeverity.Information).Select(Finding),
        ];
    }

    private DiagnosticFinding Describe(string file, string path, bool holdsSecrets)
    {
        if (!File.Exists(path))
        {
            return new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"The {file} file is not there ({path}).");
        }

        // What is empty keeps nothing secret, and may be /dev/null, which is everybody's.
        var isOpen = !OperatingSystem.IsWindows() && new FileInfo(path).Length > 0 && (File.GetUnixFileMode(path) & Others) != 0;
        return holdsSecrets && isOpen
            ? new DiagnosticFinding(Topic, DiagnosticStatus.Warning, $"The {file} file is {path}, and other users of this machine may read it.", $"Run: chmod 600 {path}")
            : new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"The {file} file is {path}.");
    }

    private static string KindsOf(ProfileSet profiles) => string.Concat(profiles.Profiles
        .CountBy(profile => ProfileKinds.Describe(ProfileKinds.Of(profile)))
        .OrderByDescending(kind => kind.Value)
        .Select((kind, index) => $"{(index == 0 ? ": " : ", ")}{kind.Value} with {kind.Key}"));

    private static string Count(int count, string things) => count == 1 ? $"1 {things}" : $"{(count == 0 ? "no" : count)} {things}s";

    private IEnumerable<DiagnosticFinding> PlainKeys(ProfileSet profiles)
    {
        var count = profiles.Profiles.Count(profile => profile[ProfileSettings.SecretAccessKey] is not null && profile[ProfileSettings.SessionToken] is null);
        if (count > 0)
        {
            yield return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                $"Long-lived keys lie in plain text in {Count(count, "profile")}.",
                "Where you can, use IAM Identity Center; let programs have the roles that RoleAssist assumes, not the keys.");
        }
    }

    private IEnumerable<Problem> Problems(ProfileSet profiles) =>
        profiles.Problems.Concat(catalog.Summarize(profiles, new SessionOptions()).SelectMany(profile => profile.Problems));

    private DiagnosticFinding Finding(Problem problem) => new(
        Topic,
        problem.Severity == ProblemSeverity.Error ? DiagnosticStatus.Error : DiagnosticStatus.Warning,
        problem.Location is { } place ? $"{place}: {problem.Message}" : problem.Message);
}
