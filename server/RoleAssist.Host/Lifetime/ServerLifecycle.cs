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
    private volatile Phase _phase = Phase.Created;

    private enum Phase
    {
        Created,
        Initialized,
        ShutDown,
    }

    /// <summary>The client's process id, once it has said who it is; null when it does not want to be watched.</summary>
    public Task<int?> ClientProcessId => _client.Task;

    /// <summary>The exit code, once the client has told the host to end.</summary>
    public Task<int> ExitRequested => _exit.Task;

    public void Initialize(int? clientProcessId)
    {
        _phase = Phase.Initialized;
        _client.TrySetResult(clientProcessId);
    }

    public void ShutDown() => _phase = Phase.ShutDown;

    public void Exit() => _exit.TrySetResult(_phase == Phase.ShutDown ? 0 : 1);

    /// <summary>Why a method cannot be called now, or null when it can.</summary>
    public JsonRpcError.ErrorDetail? Refuse(string? method) => (_phase, method) switch
    {
        (_, "exit") => null,
        (Phase.Created, "initialize") => null,
        (Phase.Created, _) => ErrorTranslator.Protocol(ServerNotInitialized, "The first request must be initialize."),
        (Phase.Initialized, "initialize") => ErrorTranslator.Protocol(JsonRpcErrorCode.InvalidRequest, "initialize comes only once."),
        (Phase.ShutDown, _) => ErrorTranslator.Protocol(JsonRpcErrorCode.InvalidRequest, "After shutdown only exit may follow."),
        _ => null,
    };
}
