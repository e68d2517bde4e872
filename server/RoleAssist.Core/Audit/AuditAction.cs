using System.Text.Json.Serialization;

namespace RoleAssist.Core.Audit;

/// <summary>What happened to a session, its credentials, or a key in the vault.</summary>
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

    /// <summary>A key was added to the vault.</summary>
    [JsonStringEnumMemberName("vault.imported")]
    VaultImported,

    /// <summary>A key was removed from the vault.</summary>
    [JsonStringEnumMemberName("vault.removed")]
    VaultRemoved,

    /// <summary>A key of the vault was shown to a person.</summary>
    [JsonStringEnumMemberName("vault.exported")]
    VaultExported,

    /// <summary>A key of the vault was read to sign with it; once for each process.</summary>
    [JsonStringEnumMemberName("vault.read")]
    VaultRead,

    /// <summary>A step of a rotation was saved.</summary>
    [JsonStringEnumMemberName("vault.rotation")]
    VaultRotation,

    /// <summary>The vault was locked.</summary>
    [JsonStringEnumMemberName("vault.locked")]
    VaultLocked,

    /// <summary>The vault was unlocked.</summary>
    [JsonStringEnumMemberName("vault.unlocked")]
    VaultUnlocked,

    /// <summary>A long-lived key itself was given to a program.</summary>
    [JsonStringEnumMemberName("key.handedOut")]
    KeyHandedOut,

    /// <summary>A link was made that opens the console once.</summary>
    [JsonStringEnumMemberName("console.linked")]
    ConsoleLinked,

    /// <summary>A browser was signed in to the console.</summary>
    [JsonStringEnumMemberName("console.opened")]
    ConsoleOpened,
}
