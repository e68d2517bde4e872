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
