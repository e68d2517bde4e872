using RoleAssist.Core.Environment;
using RoleAssist.Host;
using RoleAssist.Host.CommandLine;
using RoleAssist.Interop.Unix;

if (!OperatingSystem.IsWindows())
{
    // Normalize the inherited file descriptors and signal dispositions before the runtime uses them.
    UnixStreams.ReopenClosed();
    UnixSignals.RestoreSigChld();

    // Any verb may hold credentials in memory, which a core dump would write to disk.
    if (Environment.GetEnvironmentVariable(RoleAssistVariables.CoreDumps) != "1")
    {
        CoreDumps.Disable();
    }
}

return await CommandLineApplication.RunAsync(args, SystemConsole.Instance).ConfigureAwait(false);
