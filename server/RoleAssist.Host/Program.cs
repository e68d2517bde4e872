using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Processes;

if (!OperatingSystem.IsWindows())
{
    UnixProcess.Begin();
}

return await CommandLineApplication.RunAsync(args, SystemConsole.Instance).ConfigureAwait(false);
