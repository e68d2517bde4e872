using System.Diagnostics;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Process;

/// <summary>
/// Hands a person's own command line to the platform's shell, whole and unchanged, as the SDKs for .NET and Rust do:
/// a pipe in it is a pipe.
/// </summary>
internal static class ShellCommand
{
    public static ProcessStartInfo Of(string command)
    {
        var start = OperatingSystem.IsWindows()
            ? Windows(command)
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.WorkingDirectory = StartFolder.ForPrograms;
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    /// <summary>
    /// <c>cmd</c> has no arguments, only a text: with <c>/s</c> it takes the outer quotes away and leaves every other one
    /// where it is; <c>/d</c> keeps the registry's AutoRun commands from printing into the answer.
    /// </summary>
    internal static ProcessStartInfo Windows(string command) => new(
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.System), "cmd.exe"),
        $"/d /s /c \"{command}\"");
}
