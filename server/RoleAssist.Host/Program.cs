using RoleAssist.Core.Environment;
using RoleAssist.Host.CommandLine;
using RoleAssist.Interop.Unix;

if (!OperatingSystem.IsWindows())
{
    // What this process has inherited is made such as .NET takes for granted, before it looks.
    UnixStreams.ReopenClosed();
    UnixSignals.RestoreSigChld();

    // Any verb may hold credentials in memory.
    if (Environment.GetEnvironmentVariable(RoleAssistVariables.CoreDumps) != "1")
    {
        CoreDumps.Disable();
    }
}

return await CommandLineApplication.RunAsync(args, SystemConsole.Instance).ConfigureAwait(false);
