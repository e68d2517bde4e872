using System.Text;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The launcher in a folder of its own, whose path has no blank: SDKs differ in how they read quotes in a
/// <c>credential_process</c>.
/// </summary>
internal sealed partial class Launcher(
    ProcessEnvironment environment,
    StateFolder state,
    HostExecutable executable,
    ILogger<Launcher> logger
) : ILauncher
{
    /// <summary>What every SDK and every shell reads as part of a word.</summary>
    private const string PlainSigns = "_-./@+:,=";

    private static string FileName => OperatingSystem.IsWindows() ? "roleassist.cmd" : "roleassist";

    public string Install()
    {
        var folder = Folder ?? throw NoPlace();
        if (PrivateFolder.Make(folder, PrivateFolder.Anything) is { } objection)
        {
            throw NotWritten($"{folder} {objection}.");
        }

        try
        {
            return Write(Path.Combine(folder, FileName));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(fault.Message);
        }
    }

    /// <summary>Returns the path of the launcher if it is installed; null otherwise.</summary>
    public string? Find() =>
        Folder is { } folder && Path.Combine(folder, FileName) is var path && File.Exists(path) ? path : null;

    /// <summary>
    /// Installs the launcher in the background when a host starts, but only if somebody uses it: the folder exists.
    /// </summary>
    public Task RefreshAsync() =>
        Task.Run(() =>
        {
            if (Folder is not { } folder || !Directory.Exists(folder))
            {
                return;
            }

            try
            {
                Install();
            }
            catch (RoleAssistException fault)
            {
                LogNotWritten(fault.Message);
            }
        });

    /// <summary>Gets the first folder whose path every tool can read; null if there is none.</summary>
    private string? Folder =>
        new[] { Path.Combine(HomeFolder.Find(environment), ".roleassist", "bin"), Path.Combine(state.Path, "bin") }
            .Select(StartFolder.FullPath)
            .FirstOrDefault(IsPlain);

    private static bool IsPlain(string path) =>
        path.All(character =>
            char.IsLetterOrDigit(character)
            || PlainSigns.Contains(character, StringComparison.Ordinal)
            || (OperatingSystem.IsWindows() && character is '\\')
        );

    private string Write(string path)
    {
        var before = Read(path);
        var hosts = LauncherScript.Add(
            LauncherScript.Read(before),
            new LauncherHost(ProductInfo.Version, executable.Path),
            File.Exists
        );
        var script = LauncherScript.Write(hosts);
        if (script != before)
        {
            PrivateFile.Write(path, Encoding.UTF8.GetBytes(script), isProgram: true);
        }

        return path;
    }

    /// <summary>A launcher that others could have changed is not read, but replaced.</summary>
    private static string Read(string path)
    {
        try
        {
            using var file = PrivateFile.OpenRead(path);
            using var reader = file is null ? null : new StreamReader(file, Encoding.UTF8);
            return reader?.ReadToEnd() ?? "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static RoleAssistException NoPlace() =>
        new(
            ErrorCode.ConfigurationInvalid,
            "AWS' tools cannot start RoleAssist from your home folder, because its path has a blank or a special "
                + "character.",
            $"Set {RoleAssistVariables.StateFolder} to a folder of your own whose path has only letters, digits and "
                + $"{PlainSigns}"
        );

    private static RoleAssistException NotWritten(string reason) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"The program that AWS' tools start cannot be written: {reason}",
            "Check the owner and the permissions of that folder."
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "The launcher was not updated: {Reason}")]
    private partial void LogNotWritten(string reason);
}
