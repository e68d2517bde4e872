using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Contracts;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Sandbox;
using StreamJsonRpc;

namespace RoleAssist.Host.Rpc;

/// <summary>The two ends of the client's connection.</summary>
internal sealed record ServerStreams(Stream Input, Stream Output);

/// <summary>
/// Serves one client from its first message to its last, then ends the host; or leaves that to the end of the client's
/// process, where the client wants it so.
/// </summary>
internal sealed partial class JsonRpcService(
    ServerStreams streams,
    RoleAssistServer server,
    ServerLifecycle lifecycle,
    ClientSettings settings,
    SessionRegistry registry,
    IProfileWatcher watcher,
    EditorSandbox sandbox,
    IHostApplicationLifetime application,
    TimeProvider time,
    ILogger<JsonRpcService> logger) : BackgroundService
{
    /// <summary>0: the client left as agreed or closed the stream. 1: it left in the middle, or did not speak JSON-RPC.</summary>
    public int ExitCode { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            ExitCode = await ServeAsync(stoppingToken).ConfigureAwait(false);
            if (settings.OutlivesConnection && !lifecycle.ExitRequested.IsCompleted)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            application.StopApplication();
        }
    }

    private async Task<int> ServeAsync(CancellationToken stoppingToken)
    {
        var handler = new ServerMessageHandler(streams.Output, streams.Input, lifecycle, time, new RequestTracer(logger, time));
        var exitCode = await ServeAsync(handler, stoppingToken).ConfigureAwait(false);
        await handler.Sent.WaitAsync(ServerMessageHandler.Farewell, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exitCode;
    }

    private async Task<int> ServeAsync(ServerMessageHandler handler, CancellationToken stoppingToken)
    {
        using var connection = new ServerConnection(handler, logger);
        connection.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IRoleAssistServer>(), server, null);

        // The cast lets the source generator see the call; on the derived type the proxy would need reflection.
        var client = ((JsonRpc)connection).Attach<IRoleAssistClient>();
        using var notifier = new SessionsNotifier(registry, settings);
        using var profilesNotifier = new ProfilesNotifier(watcher, sandbox, client);
        using var disconnected = new CancellationTokenSource();
        var notifying = notifier.RunAsync(client, disconnected.Token);
        connection.StartListening();

        try
        {
            var first = await Task.WhenAny(connection.Completion, lifecycle.ExitRequested).WaitAsync(stoppingToken).ConfigureAwait(false);
            await first.ConfigureAwait(false);
            return lifecycle.ExitRequested.IsCompletedSuccessfully ? await lifecycle.ExitRequested.ConfigureAwait(false) : 0;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogBroken(fault.Message);
            return 1;
        }
        finally
        {
            await disconnected.CancelAsync().ConfigureAwait(false);
            await notifying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection broke: {Reason}")]
    private partial void LogBroken(string reason);
}
