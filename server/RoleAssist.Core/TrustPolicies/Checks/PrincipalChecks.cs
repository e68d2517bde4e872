using System.Text.RegularExpressions;
using RoleAssist.Core.Endpoints;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>
/// Checks who a statement trusts
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
/// </summary>
internal static partial class PrincipalChecks
{
    private static readonly string[] Kinds =
    [
        PolicyPrincipal.Aws,
        PolicyPrincipal.Federated,
        PolicyPrincipal.Service,
        "CanonicalUser",
    ];

    /// <summary>Keys that only known callers have.</summary>
    private static readonly string[] KeysOfCallers =
    [
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceOrgID",
    ];

    /// <summary>Keys that select some of the callers of an account.</summary>
    private static readonly string[] KeysWithinAccount =
    [
        .. KeysOfCallers,
        "sts:ExternalId",
        "aws:MultiFactorAuthPresent",
        "aws:MultiFactorAuthAge",
        "aws:PrincipalTag/",
        "aws:PrincipalType",
        "aws:SourceIdentity",
        "sts:SourceIdentity",
        "aws:userid",
        "aws:username",
    ];

    /// <summary>Keys for whom a service acts.</summary>
    private static readonly string[] KeysOfSource =
    [
        "aws:SourceArn",
        "aws:SourceAccount",
        "aws:SourceOrgID",
        "aws:SourceOrgPaths",
    ];

    /// <summary>Services that only assume roles that their caller may pass, and send no source.</summary>
    private static readonly string[] ServicesWithoutSource = ["ec2.amazonaws.com", "lambda.amazonaws.com"];

    public static IEnumerable<TrustPolicyFinding> Check(PolicyStatement statement)
    {
        if (statement.IsAllow && statement.Node["NotPrincipal"] is { } not)
        {
            yield return Rules.NotPrincipalInAllow.At(
                not.Place,
                "NotPrincipal in a statement that allows lets everybody in whom it does not name.",
                "Name who may assume the role in Principal."
            );
        }

        foreach (var finding in statement.Principals.SelectMany(principal => Check(statement, principal)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<TrustPolicyFinding> Check(PolicyStatement statement, PolicyPrincipal principal) =>
        principal.Kind switch
        {
            PolicyPrincipal.Aws => CheckAws(statement, principal.Text),
            PolicyPrincipal.Service => CheckService(statement, principal.Text),
            PolicyPrincipal.Federated => CheckFederated(principal),
            _ when Kinds.Contains(principal.Kind, StringComparer.Ordinal) => [],
            _ =>
            [
                Rules.UnknownElement.At(
                    principal.Text.Place,
                    $"{PolicyText.Quote(principal.Kind)} is not a kind of principal.",
                    Spelling.Suggest(principal.Kind, Kinds) ?? $"Use {string.Join(", ", Kinds)}."
                ),
            ],
        };

    private static IEnumerable<TrustPolicyFinding> CheckAws(PolicyStatement statement, PolicyText text)
    {
        if (text.Text is "*")
        {
            return statement.IsAllow ? [CheckAnybody(statement, text)] : [];
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
            { } arn when WholeAccount().IsMatch(arn) => CheckAccount(statement, text),
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

    private static TrustPolicyFinding CheckAnybody(PolicyStatement statement, PolicyText text) =>
        statement.Restricts(KeysOfCallers)
            ? Rules.AnyPrincipalLimited.At(
                text.Place,
                "The statement trusts everybody that fits its conditions.",
                "Name the accounts in Principal too, if there are only a few."
            )
            : Rules.AnyPrincipal.At(
                text.Place,
                "The statement trusts everybody, in every AWS account.",
                "Name the accounts in Principal, or add a condition on aws:PrincipalOrgID."
            );

    private static IEnumerable<TrustPolicyFinding> CheckAccount(PolicyStatement statement, PolicyText text) =>
        !statement.IsAllow || statement.Restricts(KeysWithinAccount)
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

    private static IEnumerable<TrustPolicyFinding> CheckService(PolicyStatement statement, PolicyText text)
    {
        if (text.HasVariables)
        {
            yield break;
        }

        if (!ServiceName().IsMatch(text.Text!))
        {
            yield return Rules.InvalidPrincipal.At(
                text.Place,
                $"{PolicyText.Quote(text.Text)} is not a service.",
                "Write a service principal such as states.amazonaws.com."
            );
        }
        else if (
            statement.IsAllow
            && !ServicesWithoutSource.Contains(text.Text, StringComparer.Ordinal)
            && !statement.Restricts(KeysOfSource)
        )
        {
            yield return Rules.ServiceWithoutSource.At(
                text.Place,
                $"{text.Text} can assume the role for any of its customers' resources.",
                "Add a condition on aws:SourceArn or aws:SourceAccount, if the service sends them."
            );
        }
    }

    private static IEnumerable<TrustPolicyFinding> CheckFederated(PolicyPrincipal principal)
    {
        var text = principal.Text;
        if (text.Text?.Contains("://", StringComparison.Ordinal) == true)
        {
            yield return Rules.ProviderUrl.At(
                text.Place,
                $"The provider {PolicyText.Quote(text.Text)} has a scheme, so it is not found.",
                "Write the ARN without it, such as arn:aws:iam::111122223333:oidc-provider/HOST/PATH."
            );
        }
        else if (
            text.Text is "*"
            || (!text.HasVariables && !principal.IsBuiltInProvider && !Provider().IsMatch(text.Text!))
        )
        {
            yield return Rules.InvalidPrincipal.At(
                text.Place,
                $"{PolicyText.Quote(text.Text)} is not an identity provider.",
                "Write its ARN, such as arn:aws:iam::111122223333:oidc-provider/HOST."
            );
        }
    }

    /// <summary>Checks the partitions of all principals of a policy.</summary>
    public static IEnumerable<TrustPolicyFinding> CheckPartitions(IEnumerable<PolicyStatement> statements)
    {
        string? first = null;
        foreach (var text in statements.SelectMany(statement => statement.Principals).Select(one => one.Text))
        {
            if (PartitionOf(text) is not { } partition)
            {
                continue;
            }

            first ??= partition;
            if (!Partitions.All.Any(known => known.Id == partition))
            {
                yield return Rules.WrongPartition.At(
                    text.Place,
                    $"{PolicyText.Quote(partition)} is not a partition of AWS.",
                    Spelling.Suggest(partition, Partitions.All.Select(known => known.Id)) ?? "Write arn:aws:..."
                );
            }
            else if (partition != first)
            {
                yield return Rules.WrongPartition.At(
                    text.Place,
                    $"The policy names principals of the partitions {first} and {partition}, "
                        + "but a role trusts only principals of its own.",
                    "Write a policy for each partition."
                );
            }
        }
    }

    /// <summary>Returns the partition of an ARN; null for other texts and for variables.</summary>
    public static string? PartitionOf(PolicyText text) =>
        text.Text?.Split(':', 3) is ["arn", var partition, _] && !partition.Contains("${", StringComparison.Ordinal)
            ? partition
            : null;

    [GeneratedRegex(@"^(\d{12}|arn:[\w-]+:iam::\d{12}:root)\z", RegexOptions.ECMAScript)]
    private static partial Regex WholeAccount();

    [GeneratedRegex(@"^A(IDA|ROA)[A-Z0-9]{12,}\z")]
    private static partial Regex PrincipalId();

    [GeneratedRegex(
        @"^arn:[\w-]+:(iam::\d{12}:(role|user)|sts::\d{12}:(assumed-role|federated-user))/[\w+=,.@/-]+\z",
        RegexOptions.ECMAScript
    )]
    private static partial Regex AwsPrincipal();

    [GeneratedRegex(@"^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)\z")]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"^arn:[\w-]+:iam::\d{12}:(oidc|saml)-provider/\S+\z", RegexOptions.ECMAScript)]
    private static partial Regex Provider();
}
