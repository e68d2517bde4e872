namespace RoleAssist.Core.Sessions;

/// <param name="Key">The user and the MFA device.</param>
/// <param name="DurationSeconds">Its lifetime.</param>
/// <param name="IsLive">Whether it already exists.</param>
public sealed record PlannedPrime(PrimeKey Key, int DurationSeconds, bool IsLive);
