namespace RoleAssist.Core.Sessions;

/// <summary>A code that AWS has answered.</summary>
public sealed record SpentCode(string Fingerprint, DateTimeOffset Until);
