using System.Diagnostics;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Process;

/// <summary>
/// Passes the user's command line to the platform's shell unchanged, as the SDKs for .NET and Rust do, so that pipes
/// and other shell syntax work.
/// </summary>
internal static class ShellCommand
{
    public static ProcessStartInfo Create(string command)
    {
        var start = OperatingSystem.IsWindows() ? Windows(command) : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.WorkingDirectory = StartFolder.ForChildProcesses;
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    /// <summary>
    /// Passes the command as raw text, because <c>cmd</c> has no argument list. With <c>/s</c> it removes only the
    /// outer quotes; <c>/d</c> disables the registry's AutoRun commands, which could print into the output.
    /// </summary>
    internal static ProcessStartInfo Windows(string command) =>
        new(
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.System), "cmd.exe"),
            $"/d /s /c \"{command}\""
        );
}
