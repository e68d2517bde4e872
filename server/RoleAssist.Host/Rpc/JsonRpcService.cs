using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Contracts;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Documents;
using RoleAssist.Host.Language;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Logging;
using RoleAssist.Host.Rpc.Hardening;
using RoleAssist.Host.Sandbox;
using StreamJsonRpc;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// Serves one client until it disconnects, then stops the host. If the client requested it, the host instead keeps
/// running until the client's process ends.
/// </summary>
internal sealed partial class JsonRpcService(
    ServerStreams streams,
    RoleAssistServer server,
    ServerLifecycle lifecycle,
    SessionRegistry registry,
    IRunRequests runs,
    SignInRequests signIns,
    IProfileWatcher watcher,
    EditorSandbox sandbox,
    IReadOnlyList<IDocumentService> documentServices,
    AwsFileUris awsFiles,
    SharedConfigProfileStore store,
    Func<LanguageFeatures> features,
    LanguageRequests languageRequests,
    AgentRequests agents,
    IHostApplicationLifetime application,
    TimeProvider time,
    ILogger<JsonRpcService> logger
) : BackgroundService
{
    /// <summary>
    /// 0 if the client sent <c>shutdown</c> and <c>exit</c> or closed the stream; 1 if it exited without
    /// <c>shutdown</c>, the connection broke or the client did not speak JSON-RPC.
    /// </summary>
    public int ExitCode { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            ExitCode = await ServeAsync(stoppingToken).ConfigureAwait(false);
            if (server.Settings.OutlivesConnection && !lifecycle.ExitRequested.IsCompleted)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            application.StopApplication();
        }
    }

    private async Task<int> ServeAsync(CancellationToken stoppingToken)
    {
        var handler = new ServerMessageHandler(
            streams.Output,
            streams.Input,
            lifecycle,
            time,
            new RequestTracer(logger, time)
        );
        var exitCode = await ServeAsync(handler, stoppingToken).ConfigureAwait(false);
        await handler
            .Sent.WaitAsync(ServerMessageHandler.ShutdownGracePeriod, time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exitCode;
    }

    private async Task<int> ServeAsync(ServerMessageHandler handler, CancellationToken stoppingToken)
    {
        using var connection = new ServerConnection(handler, logger);
        var documents = new DocumentRegistry(documentServices);
        connection.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IRoleAssistServer>(), server, null);
        var language = new LanguageDocuments(documents, awsFiles);
        ILanguageClient? languageClient = null;
        connection.AddLocalRpcTarget(
            RpcTargetMetadata.FromShape<ILanguageServer>(),
            new LanguageServer(
                documents,
                language,
                features,
                () => server.Settings,
                message => languageClient?.ShowMessage(new ShowMessageParams(MessageType.Info, message))
            ),
            null
        );

        // The casts let the source generator see the calls; on the derived type, the proxies would need reflection.
        var client = ((JsonRpc)connection).Attach<IRoleAssistClient>();
        languageClient = ((JsonRpc)connection).Attach<ILanguageClient>();
        using var notifier = new SessionsNotifier(registry, () => server.Settings.Production, server.HostId);
        using var profilesNotifier = new ProfilesNotifier(watcher, sandbox, documents, client, time);
        using var runsNotifier = new RunsNotifier(runs, time);
        using var signInsNotifier = new SignInsNotifier(signIns, logger);
        using var approvalsNotifier = new ApprovalsNotifier(agents.Approvals);
        using var publisher = new DiagnosticsPublisher(documents, time, logger);
        using var awsDocuments = new AwsDocumentDiagnostics(
            documentServices.OfType<AwsConfigDocuments>().Single(),
            language,
            () => features().Diagnoser,
            () => server.Settings.PullsDiagnostics,
            publisher,
            watcher,
            languageRequests,
            store
        );
        using var disconnected = new CancellationTokenSource();
        var notifying = notifier.RunAsync(client, disconnected.Token);
        var notifyingOfRuns = runsNotifier.RunAsync(client, disconnected.Token);
        var notifyingOfSignIns = signInsNotifier.RunAsync(client, disconnected.Token);
        var notifyingOfApprovals = approvalsNotifier.RunAsync(client, disconnected.Token);
        var publishing = publisher.RunAsync(languageClient, disconnected.Token);
        connection.StartListening();

        try
        {
            var first = await Task.WhenAny(connection.Completion, lifecycle.ExitRequested)
                .WaitAsync(stoppingToken)
                .ConfigureAwait(false);
            await first.ConfigureAwait(false);
            return lifecycle.ExitRequested.IsCompletedSuccessfully
                ? await lifecycle.ExitRequested.ConfigureAwait(false)
                : 0;
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
            await notifyingOfRuns.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await notifyingOfSignIns.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection failed: {Reason}")]
    private partial void LogBroken(string reason);
}
