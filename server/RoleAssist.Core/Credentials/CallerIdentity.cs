namespace RoleAssist.Core.Credentials;

/// <summary>Who AWS says somebody is (<c>sts:GetCallerIdentity</c>).</summary>
public sealed record CallerIdentity(string Account, string Arn, string UserId);
