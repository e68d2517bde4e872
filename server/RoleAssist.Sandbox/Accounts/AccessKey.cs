namespace RoleAssist.Sandbox.Accounts;

/// <summary>The status of an access key. Deleted keys are remembered, because STS still knows their account.</summary>
internal enum KeyStatus
{
    Active,
    Inactive,
    Deleted,
}

/// <summary>A long-term access key of a user.</summary>
/// <param name="Created">The creation date by the service's clock, which a fault may change.</param>
/// <param name="Made">The real time of the creation, from which the services learn the key.</param>
internal sealed record AccessKey(
    User Owner,
    string Id,
    string SecretAccessKey,
    DateTimeOffset Created,
    DateTimeOffset Made
)
{
    public KeyStatus Status { get; init; } = KeyStatus.Active;

    /// <summary>The last call that was signed with the key; null for none.</summary>
    public KeyUse? LastUse { get; init; }
}

/// <summary>A call that was signed with a key.</summary>
internal sealed record KeyUse(string Service, string Region, DateTimeOffset Time);
