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
internal sealed class ServeVerb : Command, IRunsLocked
{
    private readonly Action<IServiceCollection> _addServices;
    private readonly IConsole _console;
    private readonly Option<bool> _stdio = new("--stdio")
    {
        Description = "Communicate over stdin and stdout.",
        Required = true,
    };
    private readonly Option<LogLevel> _logLevel = new("--log-level")
    {
        Description = "The minimum level of messages logged to stderr.",
        DefaultValueFactory = _ => LogLevel.Information,
    };

    // Used by exec, which starts a host beside its command.
    private readonly Option<bool> _detached = new("--detached") { Hidden = true };
    private readonly Option<bool> _leave = new(KeepAliveHost.RestartDetached) { Hidden = true };

    // Language clients add this option; the initialize request contains the same process ID.
    private readonly Option<int?> _clientProcessId = new("--clientProcessId") { Hidden = true };

    /// <param name="addServices">Registers the services that the server uses.</param>
    /// <param name="console">The console, whose stderr gets the log.</param>
    public ServeVerb(Action<IServiceCollection> addServices, IConsole console)
        : base("serve", "Run as a server for an editor: JSON-RPC as in the Language Server Protocol.")
    {
        (_addServices, _console) = (addServices, console);
        _logLevel.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<LogLevel>());
        Add(_stdio);
        Add(_logLevel);
        Add(_clientProcessId);
        Add(_detached);
        Add(_leave);
        Validators.Add(result =>
        {
            // Required is not enforced for a flag, because a flag always has a value.
            if (!result.GetValue(_stdio))
            {
                result.AddError("Specify a transport: --stdio.");
            }
        });
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_leave))
        {
            StartAgain();
            return Task.FromResult(ExitCodes.Done);
        }

        if (parsed.GetValue(_detached) && !OperatingSystem.IsWindows())
        {
            UnixSession.StartNew();
            StartFolder.ChangeToRoot();
        }

        return StdioServer.RunAsync(parsed.GetValue(_logLevel), _addServices, _console.Error, cancellationToken);
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
