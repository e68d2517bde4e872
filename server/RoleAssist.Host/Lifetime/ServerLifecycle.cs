using RoleAssist.Host.Rpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Lifetime;

/// <summary>
/// Where the conversation stands
/// (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#lifeCycleMessages).
/// </summary>
internal sealed class ServerLifecycle
{
    private const JsonRpcErrorCode ServerNotInitialized = (JsonRpcErrorCode)(-32002);

    private readonly TaskCompletionSource<int?> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Phase _phase = Phase.Created;

    private enum Phase
    {
        Created,
        Initialized,
        ShutDown,
    }

    /// <summary>The client's process id, once it has said who it is; null when it does not want to be watched.</summary>
    public Task<int?> ClientProcessId => _client.Task;

    /// <summary>Ends once the client has had the answer to <c>initialize</c>: what may wait until then, waits.</summary>
    public Task Begun => _begun.Task;

    /// <summary>The exit code, once the client has told the host to end.</summary>
    public Task<int> ExitRequested => _exit.Task;

    /// <summary>The client has said which process it is.</summary>
    public void Watch(int? clientProcessId) => _client.TrySetResult(clientProcessId);

    /// <summary>What the client sent as its first request did not do; it may try again.</summary>
    public void InitializeFailed() => _phase = Phase.Created;

    /// <summary>The answer to <c>initialize</c> has left.</summary>
    public void InitializeAnswered()
    {
        if (_phase != Phase.Created)
        {
            _begun.TrySetResult();
        }
    }

    public void Exit() => _exit.TrySetResult(_phase == Phase.ShutDown ? 0 : 1);

    /// <summary>A call has come: why it cannot be made now, or null when it can, which takes the conversation on.</summary>
    public JsonRpcError.ErrorDetail? Receive(string? method)
    {
        switch (_phase, method)
        {
            case (_, "exit" or "$/cancelRequest"):
                return null;
            case (Phase.Created, "initialize"):
                _phase = Phase.Initialized;
                return null;
            case (Phase.Created, _):
                return ErrorTranslator.Protocol(ServerNotInitialized, "The first request must be initialize.");
            case (Phase.Initialized, "initialize"):
                return ErrorTranslator.Protocol(JsonRpcErrorCode.InvalidRequest, "initialize comes only once.");
            case (Phase.ShutDown, _):
                return ErrorTranslator.Protocol(JsonRpcErrorCode.InvalidRequest, "After shutdown only exit may follow.");
            case (Phase.Initialized, "shutdown"):
                _phase = Phase.ShutDown;
                return null;
            default:
                return null;
        }
    }
}
