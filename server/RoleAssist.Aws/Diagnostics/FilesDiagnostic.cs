using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Aws.Diagnostics;

/// <summary>
/// Reports where the AWS files are, who can read them, what is wrong in them, and which profiles cannot be assumed.
/// </summary>
public sealed class FilesDiagnostic(
    SharedConfigProfileStore store,
    ProfileCatalog catalog,
    IFileFindings findings,
    ProcessEnvironment environment
) : IDiagnostic
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Topic => "AWS files";

    public async Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var places = DiagnosticChecks.Run(
            Topic,
            () => [Describe("config", SharedFileVariables.Config.Name, store.Files.Config, holdsSecrets: false)],
            () =>
                [
                    Describe(
                        "credentials",
                        SharedFileVariables.Credentials.Name,
                        store.Files.Credentials,
                        holdsSecrets: true
                    ),
                ]
        );
        var profiles = await store.LoadShownAsync(cancellationToken).ConfigureAwait(false);

        // The permissions are reported with the file.
        var summaries = catalog.Summarize(profiles, new SessionOptions());
        var found = ProfileCatalog
            .Besides(summaries, await findings.FindAsync(withFaults: false, cancellationToken).ConfigureAwait(false))
            .Where(finding => finding.Severity != ProblemSeverity.Information && finding.Rule != "FilePermissions");
        return
        [
            .. places,
            .. DiagnosticChecks.Run(
                Topic,
                () =>
                    [
                        new DiagnosticFinding(
                            Topic,
                            DiagnosticStatus.Ok,
                            $"They hold {Count(profiles.Profiles.Count, "profile")}{KindsOf(profiles)}."
                        ),
                    ],
                () =>
                    profiles
                        .Problems.Concat(summaries.SelectMany(profile => profile.Problems))
                        .Where(problem => problem.Severity != ProblemSeverity.Information)
                        .Select(Finding),
                () => found.Select(Finding)
            ),
        ];
    }

    private DiagnosticFinding Describe(string file, string variable, string path, bool holdsSecrets)
    {
        DiagnosticFinding Trouble(DiagnosticStatus status, string what, string hint) =>
            new(Topic, status, $"The {file} file {path} {what}", hint);

        if (DeadLink(path) is { } link)
        {
            return Trouble(
                DiagnosticStatus.Error,
                link == path ? "is a broken link." : $"cannot be reached: {link} is a broken link.",
                $"Fix or remove the link. Inspect it with: ls -l {link}"
            );
        }

        if (Directory.Exists(path))
        {
            return Trouble(DiagnosticStatus.Error, "is a folder.", "Remove it or move it away.");
        }

        if (!File.Exists(path))
        {
            return Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && File.Exists(folder)
                    ? Trouble(
                        DiagnosticStatus.Error,
                        $"cannot exist: {folder} is a file, not a folder.",
                        $"Move {folder} away and create a folder in its place."
                    )
                : environment[variable] is null
                    ? new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"The {file} file does not exist ({path}).")
                : Trouble(
                    DiagnosticStatus.Warning,
                    $"does not exist, although {variable} points to it.",
                    HintOf(variable, path)
                );
        }

        // An empty file holds no secrets, and may be /dev/null, which everyone can read.
        var isOpen =
            new FileInfo(path).Length > 0
            && (
                OperatingSystem.IsWindows()
                    ? WindowsAccess.Objection(path, WindowsAccess.Reading) is not null
                    : (File.GetUnixFileMode(path) & Others) != 0
            );
        return holdsSecrets && isOpen
            ? new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                $"The {file} file is {path}, and other users of this machine can read it.",
                OperatingSystem.IsWindows()
                    ? "Remove them on the page Security of its properties."
                    : $"Run: chmod 600 {path}"
            )
            : new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"The {file} file is {path}.");
    }

    /// <summary>Returns the first link along a path that is dangling or circular; null if there is none.</summary>
    private static string? DeadLink(string path)
    {
        var onTheWay = new Stack<string>();
        for (var part = Path.GetFullPath(path); part is not null; part = Path.GetDirectoryName(part))
        {
            onTheWay.Push(part);
        }

        return onTheWay.FirstOrDefault(part => new FileInfo(part).LinkTarget is not null && !LeadsSomewhere(part));
    }

    private static bool LeadsSomewhere(string link)
    {
        try
        {
            return new FileInfo(link).ResolveLinkTarget(returnFinalTarget: true) is { } target
                && Path.Exists(target.FullName);
        }
        catch (IOException)
        {
            // The link is circular.
            return false;
        }
    }

    private static string HintOf(string variable, string path) =>
        path.Contains('$', StringComparison.Ordinal) || path.Contains('%', StringComparison.Ordinal)
            ? $"AWS' tools use {variable} literally and do not expand variables in it. Write the full path."
        : path is ['\'' or '"', ..] || path.EndsWith('\'') || path.EndsWith('"')
            ? $"AWS' tools use {variable} literally, including the quotes. Remove the quotes."
        : $"Correct {variable} or remove it.";

    private static string KindsOf(ProfileSet profiles) =>
        string.Concat(
            profiles
                .Profiles.CountBy(profile => ProfileKinds.Describe(ProfileKinds.Classify(profile)))
                .OrderByDescending(kind => kind.Value)
                .Select((kind, index) => $"{(index == 0 ? ": " : ", ")}{kind.Value} with {kind.Key}")
        );

    private static string Count(int count, string things) =>
        count == 1 ? $"1 {things}" : $"{(count == 0 ? "no" : count)} {things}s";

    private DiagnosticFinding Finding(Problem problem) =>
        new(
            Topic,
            problem.Severity == ProblemSeverity.Error ? DiagnosticStatus.Error : DiagnosticStatus.Warning,
            problem.Location is { } place ? $"{place}: {problem.Message}" : problem.Message
        );
}
