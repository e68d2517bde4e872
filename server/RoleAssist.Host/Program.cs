using RoleAssist.Host.CommandLine;

return await CommandLineApplication.RunAsync(args, SystemConsole.Instance).ConfigureAwait(false);
