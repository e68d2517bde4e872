using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nerdbank.Streams;
using RoleAssist.Contracts;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Rpc;
using RoleAssist.Host.Rpc.Hardening;
using RoleAssist.TestInfrastructure;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Tests.Support;

/// <summary>A serving host and a typed client, connected by an in-memory stream.</summary>
internal sealed class ServedHost : IAsyncDisposable, IRoleAssistClient, ILanguageClient
{
    private readonly IHost _host;
    private readonly JsonRpc _rpc;
    private readonly List<SessionsSnapshot> _snapshots = [];
    private readonly SemaphoreSlim _arrived = new(0);

    private ServedHost(IHost host, Stream stream)
    {
        _host = host;
        _rpc = new ClientConnection(stream);
        _rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IRoleAssistClient>(), this, null);
        _rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ILanguageClient>(), this, null);
        Server = _rpc.Attach<IRoleAssistServer>();
        LanguageServer = _rpc.Attach<ILanguageServer>();
        _rpc.StartListening();
    }

    public IRoleAssistServer Server { get; }

    public ILanguageServer LanguageServer { get; }

    /// <summary>The raw connection, for messages that the typed client would not send.</summary>
    public JsonRpc Rpc => _rpc;

    public int ExitCode => _host.Services.GetRequiredService<JsonRpcService>().ExitCode;

    public Task Ended => _host.WaitForShutdownAsync();

    public static async Task<ServedHost> StartAsync(
        Action<IServiceCollection> addUseCases,
        bool initialize = true,
        InitializationOptions? options = null
    )
    {
        var (ours, theirs) = FullDuplexStream.CreatePair();
        var host = StdioServer.Build(new ServerStreams(theirs, theirs), LogLevel.None, addUseCases);
        await host.StartAsync();
        var served = new ServedHost(host, ours);
        if (initialize)
        {
            await served.Server.InitializeAsync(
                new InitializeParams(InitializationOptions: options),
                CancellationToken.None
            );
            served.Server.Initialized(new InitializedParams());
        }

        return served;
    }

    public void SessionsChanged(SessionsSnapshot snapshot)
    {
        lock (_snapshots)
        {
            _snapshots.Add(snapshot);
        }

        _arrived.Release();
    }

    public void ProfilesChanged(ProfilesChangedParams change) => ProfileChanges.Release();

    public void SignInsChanged(SignInsSnapshot snapshot) { }

    public void ApprovalRequested(ApprovalRequest request) { }

    public void ApprovalEnded(ApprovalEnded request) { }

    public void RunsChanged(RunsSnapshot snapshot) => Runs.Writer.TryWrite(snapshot);

    public void PublishDiagnostics(PublishDiagnosticsParams diagnostics) => Diagnostics.Writer.TryWrite(diagnostics);

    /// <summary>The published diagnostics.</summary>
    public Channel<PublishDiagnosticsParams> Diagnostics { get; } = Channel.CreateUnbounded<PublishDiagnosticsParams>();

    /// <summary>The snapshots of runs.</summary>
    public Channel<RunsSnapshot> Runs { get; } = Channel.CreateUnbounded<RunsSnapshot>();

    /// <summary>Counts the notifications of changed profiles.</summary>
    public SemaphoreSlim ProfileChanges { get; } = new(0);

    public async Task<SessionsSnapshot> NextSnapshotAsync()
    {
        Assert.True(await _arrived.WaitAsync(TimeLimits.Hang), "no snapshot came");
        lock (_snapshots)
        {
            return _snapshots[^1];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _arrived.Dispose();
        ProfileChanges.Dispose();
    }

    /// <summary>A client that reads the contract's error data.</summary>
    private sealed class ClientConnection(Stream stream) : JsonRpc(new WireMessageHandler(stream, stream))
    {
        protected override Type? GetErrorDetailsDataType(JsonRpcError error) => typeof(ErrorData);
    }
}
