namespace RoleAssist.Contracts;

/// <param name="SessionId">The session to ask for.</param>
public sealed record GetCallerIdentityParams(string SessionId);

/// <param name="Account">The account, 12 digits.</param>
/// <param name="Arn">The ARN of the user or of the assumed role's session.</param>
/// <param name="UserId">AWS' unique id of the principal.</param>
/// <param name="Profile">The profile whose credentials asked; absent for credentials from the environment.</param>
/// <param name="Expiration">When those credentials end, UTC; null when they do not.</param>
public sealed record CallerIdentity(string Account, string Arn, string UserId, string? Profile = null, DateTimeOffset? Expiration = null);
