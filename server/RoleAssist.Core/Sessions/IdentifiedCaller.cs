using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>A caller identity and the credentials it belongs to.</summary>
public sealed record IdentifiedCaller(CallerIdentity Identity, string? Profile, DateTimeOffset? Expiration);
