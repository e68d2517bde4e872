using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Rpc;
using RoleAssist.Host.Rpc.Client;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>serve --stdio</c>: runs the host for an editor.</summary>
internal static class ServeVerb
{
    public static Command Create(IConsole console, Action<IServiceCollection> addUseCases)
    {
        var stdio = new Option<bool>("--stdio") { Description = "Communicate over stdin and stdout.", Required = true };
        var logLevel = new Option<LogLevel>("--log-level")
        {
            Description = "The minimum level of messages logged to stderr.",
            DefaultValueFactory = _ => LogLevel.Information,
        };
        logLevel.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<LogLevel>());

        // Used by exec, which starts a host beside its command.
        var detached = new Option<bool>("--detached") { Hidden = true };

        var leave = new Option<bool>(KeepAliveHost.RestartDetached) { Hidden = true };

        // Language clients add this option; the initialize request contains the same process ID.
        var clientProcessId = new Option<int?>("--clientProcessId") { Hidden = true };
        var verb = new Command("serve", "Run as a server for an editor: JSON-RPC as in the Language Server Protocol.")
        {
            stdio,
            logLevel,
            clientProcessId,
        };
        verb.Add(detached);
        verb.Add(leave);
        verb.Validators.Add(result =>
        {
            // Required is not enforced for a flag, because a flag always has a value.
            if (!result.GetValue(stdio))
            {
                result.AddError("Specify a transport: --stdio.");
            }
        });
        verb.SetAction(
            (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(leave))
                {
                    StartAgain();
                    return Task.FromResult(ExitCodes.Done);
                }

                if (parsed.GetValue(detached) && !OperatingSystem.IsWindows())
                {
                    UnixSession.Leave();
                    StartFolder.Leave();
                }

                return StdioServer.RunAsync(parsed.GetValue(logLevel), addUseCases, console.Error, cancellationToken);
            }
        );
        return verb;
    }

    /// <summary>Starts this program again with the standard streams of this process.</summary>
    private static void StartAgain()
    {
        var arguments = Environment
            .GetCommandLineArgs()
            .Skip(1)
            .Where(argument => argument != KeepAliveHost.RestartDetached);
        using var host = Process.Start(
            new ProcessStartInfo(HostExecutable.This.Path, arguments) { UseShellExecute = false }
        );
    }
}
