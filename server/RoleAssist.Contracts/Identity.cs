namespace RoleAssist.Contracts;

/// <param name="SessionId">The session to query.</param>
public sealed record GetCallerIdentityParams(string SessionId);

/// <param name="Account">The account, 12 digits.</param>
/// <param name="Arn">The ARN of the user or the assumed-role session.</param>
/// <param name="UserId">The principal's unique ID at AWS.</param>
/// <param name="Profile">The profile whose credentials were used; absent for credentials from the environment.</param>
/// <param name="Expiration">When the credentials expire (UTC); null if they do not.</param>
public sealed record CallerIdentity(
    string Account,
    string Arn,
    string UserId,
    string? Profile = null,
    DateTimeOffset? Expiration = null
);
