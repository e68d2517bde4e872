namespace RoleAssist.Core.Keys.Rotation;

/// <summary>An access key as IAM lists it.</summary>
/// <param name="Id">The key's ID.</param>
/// <param name="IsActive">Whether AWS accepts it.</param>
/// <param name="Created">When it was created, by this machine's clock.</param>
public sealed record ListedKey(string Id, bool IsActive, DateTimeOffset Created);

/// <summary>The last use of an access key.</summary>
/// <param name="Time">When it was used.</param>
/// <param name="Service">The service's name in IAM.</param>
/// <param name="Region">The region.</param>
public sealed record KeyUse(DateTimeOffset Time, string Service, string Region);
