using System.ComponentModel;
using System.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Processes;

/// <summary>Runs a command in place of this process.</summary>
internal static class ChildProcess
{
    /// <summary>
    /// Runs a command and returns its exit code. On Unix, the command replaces this process and the method does not
    /// return.
    /// </summary>
    /// <exception cref="CommandNotRunException">The command cannot be started.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> command, IReadOnlyList<EnvironmentChange> environment)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? await RunAndWaitAsync(command, environment).ConfigureAwait(false)
                : UnixExec.Replace(
                    command,
                    environment.Select(change => KeyValuePair.Create(change.Name, change.Value))
                );
        }
        catch (Win32Exception fault)
        {
            throw CommandNotRunException.Create(command[0], fault);
        }
    }

    private static async Task<int> RunAndWaitAsync(
        IReadOnlyList<string> command,
        IReadOnlyList<EnvironmentChange> environment
    )
    {
        var start = WindowsStart.Create(command, environment);

        // Ctrl+C is meant for the command, which shares the console; this process only waits.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using var process = Process.Start(start) ?? throw new Win32Exception();
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }
}
