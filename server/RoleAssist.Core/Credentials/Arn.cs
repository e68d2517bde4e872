namespace RoleAssist.Core.Credentials;

/// <summary>What every ARN has: <c>arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE</c> (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).</summary>
public static class Arn
{
    /// <summary>The account that an ARN names; null for what is no ARN.</summary>
    public static string? AccountOf(string? text) => text?.Split(':', 6) is ["arn", _, _, _, var account, _] ? account : null;
}
