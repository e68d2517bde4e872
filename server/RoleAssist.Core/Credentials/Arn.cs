namespace RoleAssist.Core.Credentials;

/// <summary>
/// The common format of ARNs: <c>arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE</c>
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
/// </summary>
public static class Arn
{
    /// <summary>Returns the account in an ARN; null if the text is not an ARN.</summary>
    public static string? AccountOf(string? text) =>
        text?.Split(':', 6) is ["arn", _, _, _, var account, _] ? account : null;

    /// <summary>Returns the partition in an ARN; null if the text is not an ARN.</summary>
    public static string? PartitionOf(string? text) =>
        text?.Split(':', 6) is ["arn", var partition, _, _, _, _] ? partition : null;
}
