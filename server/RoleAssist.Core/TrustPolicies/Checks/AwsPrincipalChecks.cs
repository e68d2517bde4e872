using System.Text.RegularExpressions;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>
/// Checks accounts, users, roles and everybody as principals
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
/// </summary>
internal static partial class AwsPrincipalChecks
{
    public static IEnumerable<TrustPolicyFinding> Check(PolicyStatement statement, PolicyText text, CallerLimits limits)
    {
        if (text.Text is "*")
        {
            return statement.IsAllow ? [CheckAnybody(text, limits)] : [];
        }

        if (text.HasWildcard)
        {
            return
            [
                Rules.PrincipalWildcard.At(
                    text.Place,
                    $"The principal {PolicyText.Quote(text.Text)} has a wildcard, which AWS does not expand.",
                    "Name the account, and select roles with a condition on aws:PrincipalArn."
                ),
            ];
        }

        if (text.HasVariables)
        {
            return [];
        }

        return text.Text switch
        {
            { } id when PrincipalId().IsMatch(id) =>
            [
                Rules.DeletedPrincipal.At(
                    text.Place,
                    $"The principal {PolicyText.Quote(id)} is the ID of a user or role that was deleted.",
                    "Remove it, or write the ARN of the user or role that replaces it."
                ),
            ],
            { } arn when WholeAccount().IsMatch(arn) => CheckAccount(statement, text, limits),
            { } arn when AwsPrincipal().IsMatch(arn) => [],
            _ =>
            [
                Rules.InvalidPrincipal.At(
                    text.Place,
                    $"{PolicyText.Quote(text.Text)} is not an AWS principal.",
                    "Write an account of 12 digits or the ARN of an account, user or role, "
                        + "such as arn:aws:iam::111122223333:role/NAME."
                ),
            ],
        };
    }

    private static TrustPolicyFinding CheckAnybody(PolicyText text, CallerLimits limits) =>
        limits.ToKnownAccounts
            ? Rules.AnyPrincipalLimited.At(
                text.Place,
                "The statement trusts everybody that fits its conditions.",
                "Name the accounts in Principal too, if there are only a few."
            )
            : Rules.AnyPrincipal.At(
                text.Place,
                "The statement trusts everybody, in every AWS account: no condition names the accounts.",
                "Name the accounts in Principal, or add a condition on aws:PrincipalOrgID."
            );

    private static IEnumerable<TrustPolicyFinding> CheckAccount(
        PolicyStatement statement,
        PolicyText text,
        CallerLimits limits
    ) =>
        !statement.IsAllow || limits.WithinAccount
            ? []
            :
            [
                Rules.WholeAccount.At(
                    text.Place,
                    $"The principal {PolicyText.Quote(text.Text)} is a whole account: "
                        + "whoever may call sts:AssumeRole there can assume the role.",
                    "Require an external ID from another party, MFA from people, "
                        + "or name roles in a condition on aws:PrincipalArn."
                ),
            ];

    [GeneratedRegex(@"^(\d{12}|arn:[\w-]+:iam::\d{12}:root)\z", RegexOptions.ECMAScript)]
    private static partial Regex WholeAccount();

    [GeneratedRegex(@"^A(IDA|ROA)[A-Z0-9]{12,}\z")]
    private static partial Regex PrincipalId();

    [GeneratedRegex(
        @"^arn:[\w-]+:(iam::\d{12}:(role|user)|sts::\d{12}:(assumed-role|federated-user))/[\w+=,.@/-]+\z",
        RegexOptions.ECMAScript
    )]
    private static partial Regex AwsPrincipal();
}
