using RoleAssist.Host.Errors;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Lifetime;

/// <summary>
/// The state of the connection
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

    /// <summary>
    /// The client's process id, available after <c>initialize</c>; null if the client did not send one.
    /// </summary>
    public Task<int?> ClientProcessId => _client.Task;

    /// <summary>
    /// Completes when the response to <c>initialize</c> has been sent. Work that is not urgent waits for it.
    /// </summary>
    public Task InitializeCompleted => _begun.Task;

    /// <summary>The exit code, available when the client has sent <c>exit</c>.</summary>
    public Task<int> ExitRequested => _exit.Task;

    /// <summary>Sets the client process to watch.</summary>
    public void Watch(int? clientProcessId) => _client.TrySetResult(clientProcessId);

    /// <summary>Called when <c>initialize</c> has failed; the client may send it again.</summary>
    public void InitializeFailed() => _phase = Phase.Created;

    /// <summary>Called when the response to <c>initialize</c> has been sent.</summary>
    public void InitializeAnswered()
    {
        if (_phase != Phase.Created)
        {
            _begun.TrySetResult();
        }
    }

    public void Exit() => _exit.TrySetResult(_phase == Phase.ShutDown ? 0 : 1);

    /// <summary>
    /// Advances the state for an incoming call. Returns the error if the call is not allowed in this state, otherwise
    /// null.
    /// </summary>
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
                return ErrorTranslator.Protocol(JsonRpcErrorCode.InvalidRequest, "initialize may only be sent once.");
            case (Phase.ShutDown, _):
                return ErrorTranslator.Protocol(
                    JsonRpcErrorCode.InvalidRequest,
                    "Only exit is allowed after shutdown."
                );
            case (Phase.Initialized, "shutdown"):
                _phase = Phase.ShutDown;
                return null;
            default:
                return null;
        }
    }
}
