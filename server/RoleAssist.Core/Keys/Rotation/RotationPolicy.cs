namespace RoleAssist.Core.Keys.Rotation;

/// <summary>
/// The least permissions that a user needs to rotate the own keys
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_credentials_console.html).
/// </summary>
public static class RotationPolicy
{
    /// <summary>What to do if AWS denies one of the calls, as a sentence.</summary>
    public static string Remedy(IamUser user) =>
        $"Ask the owner of the account to allow {string.Join(", ", Actions)} on {ResourceOf(user)}. If the account "
        + "requires MFA for it, add mfa_serial to the profile.";

    /// <summary>Returns the ARN of the user with a variable for the name, so that one policy serves a whole team.</summary>
    private static string ResourceOf(IamUser user)
    {
        var resource = user.Arn.Split(':', 6)[5];
        return $"arn:{user.Partition.Id}:iam::*:{resource[..^user.Name.Length]}${{aws:username}}";
    }

    private static readonly string[] Actions =
    [
        "iam:ListAccessKeys",
        "iam:CreateAccessKey",
        "iam:UpdateAccessKey",
        "iam:DeleteAccessKey",
        "iam:GetAccessKeyLastUsed",
    ];
}
