namespace RoleAssist.Core.Audit;

/// <summary>What happened to a session or its credentials.</summary>
public enum AuditAction
{
    /// <summary>STS issued it.</summary>
    Issued,

    /// <summary>STS issued new credentials for it.</summary>
    Renewed,

    /// <summary>It was forgotten.</summary>
    Ended,

    /// <summary>Its credentials were given to a program.</summary>
    HandedOut,
}

/// <summary>One line of the audit trail. It holds no secret: an access key's id is what CloudTrail shows too.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Action">What happened.</param>
/// <param name="Requester">On whose behalf: the editor and its version, or the command line's verb.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Profile">The profile it came from.</param>
/// <param name="Arn">Who AWS says it is.</param>
/// <param name="AccessKeyId">The id of the temporary key.</param>
/// <param name="Expiration">When the credentials end.</param>
/// <param name="Delivery">How they were handed out; null for what is no hand-out.</param>
/// <param name="Count">How often: hand-outs that follow one another closely share a line.</param>
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
    int Count = 1);

/// <summary>Keeps the audit trail. Writing neither fails a request nor delays it: what cannot be written is logged.</summary>
public interface IAuditTrail
{
    void Write(AuditEvent happened);
}
