using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Rpc;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>serve --stdio</c>: the host for editors.</summary>
internal static class ServeVerb
{
    /// <summary>The option with which this starts itself once more and ends, so that the host has no parent that it knows.</summary>
    public const string Leave = "--leave";

    public static Command Create(IConsole console)
    {
        var stdio = new Option<bool>("--stdio") { Description = "Speak over stdin and stdout.", Required = true };
        var logLevel = new Option<LogLevel>("--log-level")
        {
            Description = "How much to log to stderr.",
            DefaultValueFactory = _ => LogLevel.Information,
        };
        logLevel.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<LogLevel>());

        // For roleassist itself, which starts a host beside a command.
        var detached = new Option<bool>("--detached") { Hidden = true };

        var leave = new Option<bool>(Leave) { Hidden = true };

        // Language clients add it by themselves; the same process id comes with initialize.
        var clientProcessId = new Option<int?>("--clientProcessId") { Hidden = true };
        var verb = new Command("serve", "Serve an editor: JSON-RPC in the manner of the Language Server Protocol.") { stdio, logLevel, clientProcessId };
        verb.Add(detached);
        verb.Add(leave);
        verb.Validators.Add(result =>
        {
            // A flag has a value without being there, so that it is required goes unchecked.
            if (!result.GetValue(stdio))
            {
                result.AddError("Say how to speak: with --stdio.");
            }
        });
        verb.SetAction((parsed, cancellationToken) =>
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

            return StdioServer.RunAsync(parsed.GetValue(logLevel), console.Error, cancellationToken);
        });
        return verb;
    }

    /// <summary>With the streams of this process.</summary>
    private static void StartAgain()
    {
        var arguments = Environment.GetCommandLineArgs().Skip(1).Where(argument => argument != Leave);
        using var host = Process.Start(new ProcessStartInfo(HostExecutable.This.Path, arguments) { UseShellExecute = false });
    }
}
