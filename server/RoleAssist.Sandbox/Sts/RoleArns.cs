using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sts;

/// <summary>Checks the format of role ARNs, for which STS has stricter rules than its model.</summary>
internal static partial class RoleArns
{
    public static void Check(string arn)
    {
        if (!Form().IsMatch(arn))
        {
            throw new ServiceException(400, "ValidationError", $"{arn} is invalid");
        }
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+\z")]
    private static partial Regex Form();
}
