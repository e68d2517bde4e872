using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Rpc.Hardening;

/// <summary>
/// Thrown for a message that is JSON but malformed. Carries the error response; null for a notification, which gets
/// none.
/// </summary>
internal sealed class MalformedMessageException(JsonRpcError? answer) : Exception
{
    public JsonRpcError? Answer { get; } = answer;
}
