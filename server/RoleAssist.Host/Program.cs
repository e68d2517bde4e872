using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Processes;

if (!OperatingSystem.IsWindows())
{
    // What this process has inherited is made such as .NET takes for granted, before it looks.
    UnixStreams.OpenClosed();
    UnixSignals.HearOfChildren();

    // Every verb may come to hold credentials.
    CoreDumps.Disable();
}

return await CommandLineApplication.RunAsync(args, SystemConsole.Instance).ConfigureAwait(false);
