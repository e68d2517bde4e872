using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Diagnostics;

/// <summary>The host itself: what it is, what it holds, and whether it can keep what it must remember.</summary>
internal sealed class HostDiagnostic(SessionRegistry registry, StateFolder folder, RuntimeFolder runtime) : IDiagnostic
{
    public string Topic => "Host";

    public Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken) => Task.FromResult(DiagnosticChecks.Run(
        Topic,
        () => [new DiagnosticFinding(
            Topic,
            DiagnosticStatus.Ok,
            $"RoleAssist {ProductInfo.Version} for {RuntimeInformation.RuntimeIdentifier} on {RuntimeInformation.OSDescription}, {(RuntimeFeature.IsDynamicCodeCompiled ? "compiled as it runs" : "native")}.")],
        WorkingFolder,
        () => [Sessions()],
        () => [State()],
        Files,
        Runtime));

    private IEnumerable<DiagnosticFinding> WorkingFolder()
    {
        var isThere = false;
        try
        {
            isThere = Directory.Exists(Environment.CurrentDirectory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It was deleted, or may not be entered.
        }

        if (!isThere)
        {
            yield return new DiagnosticFinding(
                Topic, DiagnosticStatus.Warning, "The current folder is not there any more, so relative paths lead nowhere.", "Go to a folder that exists: cd ~");
        }
    }

    private DiagnosticFinding Sessions()
    {
        var now = registry.Snapshot;
        var states = string.Join(", ", now.Entries.CountBy(entry => entry.StateAt(now.Time)).Select(state => $"{state.Value} {Describe(state.Key)}"));
        return new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"Sessions: {(states.Length == 0 ? "none" : states)}.");
    }

    private static string Describe(SessionState state) => state switch
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
                $"{RoleAssistVariables.StateFolder} is a relative path, so each folder has another audit trail and other spent MFA codes.",
                "Write the whole path.");
        }

        try
        {
            var probe = folder.FileNamed("probe");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"State folder (audit trail, spent MFA codes): {folder.Path}.");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                $"Nothing can be kept in {folder.Path}: {fault.Message} There is no audit trail, and other processes do not know which MFA codes are spent.",
                $"See that the folder can be written, or name another with {RoleAssistVariables.StateFolder}.");
        }
    }

    /// <summary>Files in the state folder that are not used as they are.</summary>
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

        return objections.Select(objection => new DiagnosticFinding(Topic, DiagnosticStatus.Warning, objection, "Remove it; RoleAssist makes a new one."));
    }

    /// <summary>Where sockets and generated profiles are.</summary>
    private IEnumerable<DiagnosticFinding> Runtime() =>
    [
        .. runtime.Objections().Select(objection => new DiagnosticFinding(
            Topic, DiagnosticStatus.Warning, $"{objection} RoleAssist does not use it.", "Remove the folder, or make it yours alone (chown, chmod 700).")),
        runtime.Folders().FirstOrDefault() is { } used
            ? new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"Runtime folder (sockets, generated profiles): {used}.")
            : new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Error,
                "There is no folder for sockets and generated profiles: the delivery 'profile' does not work, and other processes do not find these sessions.",
                $"Name a folder of your own with {RoleAssistVariables.StateFolder}."),
    ];
}
