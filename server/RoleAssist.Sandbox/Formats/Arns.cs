namespace RoleAssist.Sandbox.Formats;

/// <summary>Takes ARNs apart (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).</summary>
internal static class Arns
{
    /// <summary>Gets the account of an ARN; null if the text is no ARN with an account.</summary>
    public static string? AccountOf(string arn) =>
        arn.Split(':', 6) is ["arn", _, _, _, { Length: 12 } account, _] ? account : null;
}
