using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>A role session as returned by STS.</summary>
/// <param name="Credentials">Its credentials.</param>
/// <param name="Arn">Its ARN, <c>arn:PARTITION:sts::ACCOUNT:assumed-role/NAME/SESSION</c>.</param>
public sealed record AssumedRole(AwsCredentials Credentials, string Arn);
