namespace RoleAssist.Vault.Linux;

/// <summary>
/// A fault of the bus or of the service. Its text is ours: the text of a fault on the bus comes from whatever program
/// answers.
/// </summary>
internal sealed class BusFault(BusFaultKind kind, string message) : Exception(message)
{
    public BusFaultKind Kind { get; } = kind;

    public static BusFault Malformed(string what) => new(BusFaultKind.Malformed, $"The keyring answered with {what}.");
}

/// <summary>What a fault on the bus means.</summary>
internal enum BusFaultKind
{
    /// <summary>There is no session bus.</summary>
    NoBus,

    /// <summary>No program provides the service, and none can be started.</summary>
    NoService,

    /// <summary>The connection, the service or its session has ended; a new connection may work.</summary>
    Gone,

    /// <summary>The collection is locked.</summary>
    Locked,

    /// <summary>The object does not exist.</summary>
    NoObject,

    /// <summary>The answer has another shape or size than the specification says.</summary>
    Malformed,

    /// <summary>There was no answer in time.</summary>
    Slow,

    /// <summary>The service refused.</summary>
    Refused,
}
