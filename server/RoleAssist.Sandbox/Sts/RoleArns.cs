using System.Text.RegularExpressions;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The form of a role's ARN, which STS checks beyond what its model says.</summary>
internal static partial class RoleArns
{
    public static void Check(string arn)
    {
        if (!Form().IsMatch(arn))
        {
            throw new StsException(400, "ValidationError", $"{arn} is invalid");
        }
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+\z")]
    private static partial Regex Form();
}
