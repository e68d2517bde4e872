namespace RoleAssist.Core.Audit;

/// <summary>One line of the audit trail. It holds no secret: CloudTrail shows the access key ID too.</summary>
/// <param name="Time">The time, in UTC.</param>
/// <param name="Action">What happened.</param>
/// <param name="Requester">The client: the editor and its version, or the verb of the command line.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Profile">The profile of the session.</param>
/// <param name="Arn">The caller's ARN.</param>
/// <param name="AccessKeyId">The ID of the temporary access key.</param>
/// <param name="Expiration">When the credentials expire.</param>
/// <param name="Delivery">How they were handed out; null for other actions.</param>
/// <param name="Count">How often: hand-outs in quick succession share a line.</param>
/// <param name="Peer">The program that asked; null if the kernel does not report it.</param>
public sealed record AuditEvent(
    DateTimeOffset Time,
    AuditAction Action,
    string Requester,
    string SessionId,
    string Profile,
    string Arn,
    string AccessKeyId,
    DateTimeOffset? Expiration,
    string? Delivery = null,
    int Count = 1,
    AuditPeer? Peer = null
);
