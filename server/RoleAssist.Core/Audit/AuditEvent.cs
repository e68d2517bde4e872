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

    /// <summary>A running shell has redeemed a ticket for it.</summary>
    TicketRedeemed,

    /// <summary>A warning: a ticket for it was shown again, with a wrong secret, or where none is taken.</summary>
    TicketRefused,
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
/// <param name="Peer">The program that asked, where the kernel says; null where it does not.</param>
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

/// <summary>A program that asked for something, as the kernel knows it.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="UserId">The user whose rights it has.</param>
/// <param name="Name">What the process calls itself.</param>
/// <param name="Program">The path of its program.</param>
public sealed record AuditPeer(int? ProcessId = null, uint? UserId = null, string? Name = null, string? Program = null)
{
    /// <summary>In words, such as <c>aws (/usr/bin/python3.11, process 4711, uid 1000)</c>.</summary>
    public override string ToString()
    {
        string?[] facts = [Program, ProcessId is { } process ? $"process {process}" : null, UserId is { } user ? $"uid {user}" : null];
        var known = string.Join(", ", facts.OfType<string>());
        return Name is null ? known : $"{Name} ({known})";
    }
}

/// <summary>Keeps the audit trail. Writing neither fails a request nor delays it: what cannot be written is logged.</summary>
public interface IAuditTrail
{
    void Write(AuditEvent happened);
}
