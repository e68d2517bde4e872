using PolyType;
using StreamJsonRpc;

namespace RoleAssist.Contracts;

/// <summary>
/// What the host tells a client. Notifications only, which is what <c>void</c> makes of a method: a <c>Task</c> would
/// make it a request, and the host never asks a client anything.
/// </summary>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IRoleAssistClient
{
    /// <summary>The sessions have changed; the params are all of them, not the difference.</summary>
    [JsonRpcMethod("roleassist/sessionsChanged", UseSingleObjectParameterDeserialization = true)]
    void SessionsChanged(SessionsSnapshot snapshot);

    /// <summary>The AWS files say something else now, or the sandbox has come or gone.</summary>
    [JsonRpcMethod("roleassist/profilesChanged", UseSingleObjectParameterDeserialization = true)]
    void ProfilesChanged(ProfilesChangedParams change);
}
