namespace RoleAssist.Core.Audit;

/// <summary>What happened to a session or its credentials.</summary>
public enum AuditAction
{
    /// <summary>STS issued the session.</summary>
    Issued,

    /// <summary>STS issued new credentials for it.</summary>
    Renewed,

    /// <summary>The session was ended.</summary>
    Ended,

    /// <summary>Its credentials were given to a program.</summary>
    HandedOut,

    /// <summary>A running shell redeemed a ticket for it.</summary>
    TicketRedeemed,

    /// <summary>
    /// A warning: a ticket for it was presented again, with a wrong secret, or where no ticket is accepted.
    /// </summary>
    TicketRefused,
}

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
    AuditPeer? Peer = null);

/// <summary>A program that asked for something, as reported by the kernel.</summary>
/// <param name="ProcessId">The process ID.</param>
/// <param name="UserId">The user ID that it runs as.</param>
/// <param name="Name">The name that the process gives itself.</param>
/// <param name="Program">The path of its program.</param>
public sealed record AuditPeer(int? ProcessId = null, uint? UserId = null, string? Name = null, string? Program = null)
{
    /// <summary>Returns a description such as <c>aws (/usr/bin/python3.11, process 4711, uid 1000)</c>.</summary>
    public override string ToString()
    {
        string?[] facts = [Program, ProcessId is { } process ? $"process {process}" : null, UserId is { } user ? $"uid {user}" : null];
        var known = string.Join(", ", facts.OfType<string>());
        return Name is null ? known : $"{Name} ({known})";
    }
}

/// <summary>Writes the audit trail. Writing neither fails a request nor delays it: errors are logged.</summary>
public interface IAuditTrail
{
    void Write(AuditEvent happened);
}
