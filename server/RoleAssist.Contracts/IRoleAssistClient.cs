using PolyType;
using StreamJsonRpc;

namespace RoleAssist.Contracts;

/// <summary>What the host tells a client. Notifications only: the host never asks a client anything.</summary>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IRoleAssistClient
{
    /// <summary>The sessions have changed; the params are all of them, not the difference.</summary>
    [JsonRpcMethod("roleassist/sessionsChanged", UseSingleObjectParameterDeserialization = true)]
    Task SessionsChangedAsync(SessionsSnapshot snapshot);
}
