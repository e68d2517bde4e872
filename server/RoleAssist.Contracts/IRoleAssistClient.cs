using PolyType;
using StreamJsonRpc;

namespace RoleAssist.Contracts;

/// <summary>
/// The host's notifications to the client. Methods return <c>void</c> because StreamJsonRpc would send a method that
/// returns a <c>Task</c> as a request, and the host never sends requests.
/// </summary>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IRoleAssistClient
{
    /// <summary>The sessions have changed. The params are a full snapshot, not a difference.</summary>
    [JsonRpcMethod("roleassist/sessionsChanged", UseSingleObjectParameterDeserialization = true)]
    void SessionsChanged(SessionsSnapshot snapshot);

    /// <summary>The profiles in the AWS files have changed, or the sandbox was started or stopped.</summary>
    [JsonRpcMethod("roleassist/profilesChanged", UseSingleObjectParameterDeserialization = true)]
    void ProfilesChanged(ProfilesChangedParams change);

    /// <summary>
    /// What a user is signed in to has changed, here or in another program. The params are a full snapshot.
    /// </summary>
    [JsonRpcMethod("roleassist/signInsChanged", UseSingleObjectParameterDeserialization = true)]
    void SignInsChanged(SignInsSnapshot snapshot);

    /// <summary>
    /// Runs have changed. The params are a full snapshot with counts, at most a few times a second.
    /// </summary>
    [JsonRpcMethod("roleassist/runsChanged", UseSingleObjectParameterDeserialization = true)]
    void RunsChanged(RunsSnapshot snapshot);

    /// <summary>
    /// An agent waits for the user's word: show who asks for what, and send <c>roleassist/approvals/decide</c>.
    /// </summary>
    [JsonRpcMethod("roleassist/approvals/didRequest", UseSingleObjectParameterDeserialization = true)]
    void ApprovalRequested(ApprovalRequest request);

    /// <summary>An agent waits no longer, so that there is nothing to decide any more.</summary>
    [JsonRpcMethod("roleassist/approvals/didEnd", UseSingleObjectParameterDeserialization = true)]
    void ApprovalEnded(ApprovalEnded request);
}
