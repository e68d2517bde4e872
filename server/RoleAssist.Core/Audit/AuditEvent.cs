using RoleAssist.Core.Requesters;

namespace RoleAssist.Core.Audit;

/// <summary>One line of the audit trail. It holds no secret: CloudTrail shows the access key ID too.</summary>
/// <param name="Time">The time, in UTC.</param>
/// <param name="Action">What happened.</param>
/// <param name="Requester">The client: the editor and its version, or the verb of the command line.</param>
/// <param name="SessionId">The session; null for events of the vault.</param>
/// <param name="Profile">The profile of the session or the key; null for events of the whole vault.</param>
/// <param name="Arn">The caller's ARN, or that of the key's user.</param>
/// <param name="AccessKeyId">The ID of the access key: the session's temporary one, or the vault's.</param>
/// <param name="Expiration">When the credentials expire; null if they do not.</param>
/// <param name="Delivery">How they were handed out; null for other actions.</param>
/// <param name="Count">How often: hand-outs in quick succession share a line.</param>
/// <param name="Peer">The program that asked; null if the kernel does not report it.</param>
/// <param name="Step">How far a rotation is; null for other actions.</param>
/// <param name="Service">The service of the console's page, if it is of one.</param>
/// <param name="Region">The region of the console's page; null for other actions.</param>
/// <param name="AskedBy">Whether a person or an agent asked.</param>
public sealed record AuditEvent(
    DateTimeOffset Time,
    AuditAction Action,
    string Requester,
    string? SessionId = null,
    string? Profile = null,
    string? Arn = null,
    string? AccessKeyId = null,
    DateTimeOffset? Expiration = null,
    string? Delivery = null,
    int Count = 1,
    AuditPeer? Peer = null,
    string? Step = null,
    string? Service = null,
    string? Region = null,
    Requester? AskedBy = null
);
