namespace RoleAssist.Core.Credentials;

/// <summary>The identity that AWS reports for credentials (<c>sts:GetCallerIdentity</c>).</summary>
public sealed record CallerIdentity(string Account, string Arn, string UserId);
