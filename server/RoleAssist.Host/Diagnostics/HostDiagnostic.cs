using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Diagnostics;

/// <summary>Reports on the host: its version, its sessions, and whether it can write its files.</summary>
internal sealed class HostDiagnostic(SessionRegistry registry, StateFolder folder, RuntimeFolder runtime) : IDiagnostic
{
    public string Topic => "Host";

    public Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            DiagnosticChecks.Run(
                Topic,
                () =>
                    [
                        new DiagnosticFinding(
                            Topic,
                            DiagnosticStatus.Ok,
                            $"RoleAssist {ProductInfo.Version} for {RuntimeInformation.RuntimeIdentifier} on "
                                + $"{RuntimeInformation.OSDescription}, "
                                + $"{(RuntimeFeature.IsDynamicCodeCompiled ? "JIT-compiled" : "native")}."
                        ),
                    ],
                WorkingFolder,
                () => [Sessions()],
                () => [State()],
                Files,
                Runtime
            )
        );

    private IEnumerable<DiagnosticFinding> WorkingFolder()
    {
        var isThere = false;
        try
        {
            isThere = Directory.Exists(Environment.CurrentDirectory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It was deleted or is not accessible.
        }

        if (!isThere)
        {
            yield return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                "The current folder no longer exists, so relative paths cannot be resolved.",
                "Change to an existing folder: cd ~"
            );
        }
    }

    private DiagnosticFinding Sessions()
    {
        var now = registry.Snapshot;
        var states = string.Join(
            ", ",
            now.Entries.CountBy(entry => entry.StateAt(now.Time))
                .Select(state => $"{state.Value} {Describe(state.Key)}")
        );
        return new DiagnosticFinding(
            Topic,
            DiagnosticStatus.Ok,
            $"Sessions: {(states.Length == 0 ? "none" : states)}."
        );
    }

    private static string Describe(SessionState state) =>
        state switch
        {
            SessionState.Assuming => "being assumed",
            SessionState.Refreshing => "being renewed",
            SessionState.NeedsMfa => "waiting for an MFA code",
            _ => state.ToString().ToLowerInvariant(),
        };

    private DiagnosticFinding State()
    {
        if (!Path.IsPathRooted(folder.Setting ?? "/"))
        {
            return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                $"{RoleAssistVariables.StateFolder} is a relative path, so the audit trail and the list of used MFA codes "
                    + "depend on the current folder.",
                "Use an absolute path."
            );
        }

        try
        {
            var probe = folder.GetFilePath("probe");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return new DiagnosticFinding(
                    Topic,
                    DiagnosticStatus.Ok,
                    $"State folder (audit trail, used MFA codes): {folder.Path}."
                );
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                $"The state folder {folder.Path} is not writable: {fault.Message} There is no audit trail, and other "
                    + "processes do not know which MFA codes have been used.",
                $"Make the folder writable, or set {RoleAssistVariables.StateFolder} to another folder."
            );
        }
    }

    /// <summary>Reports the files in the state folder that cannot be used.</summary>
    private IEnumerable<DiagnosticFinding> Files()
    {
        IReadOnlyList<string> objections;
        try
        {
            objections = folder.Objections();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            objections = [fault.Message];
        }

        return objections.Select(objection => new DiagnosticFinding(
            Topic,
            DiagnosticStatus.Warning,
            objection,
            "Remove it. RoleAssist creates a new one."
        ));
    }

    /// <summary>Reports on the folders for sockets and generated profiles.</summary>
    private IEnumerable<DiagnosticFinding> Runtime() =>
        [
            .. runtime
                .Objections()
                .Select(objection => new DiagnosticFinding(
                    Topic,
                    DiagnosticStatus.Warning,
                    $"{objection} RoleAssist does not use it.",
                    "Remove the folder, or make it accessible only to you (chown, chmod 700)."
                )),
            runtime.Folders().FirstOrDefault() is { } used
                ? new DiagnosticFinding(
                    Topic,
                    DiagnosticStatus.Ok,
                    $"Runtime folder (sockets, generated profiles): {used}."
                )
                : new DiagnosticFinding(
                    Topic,
                    DiagnosticStatus.Error,
                    "There is no usable folder for sockets and generated profiles: the delivery 'profile' does not work, "
                        + "and other processes cannot find these sessions.",
                    $"Set {RoleAssistVariables.StateFolder} to a folder that only you can access."
                ),
        ];
}
