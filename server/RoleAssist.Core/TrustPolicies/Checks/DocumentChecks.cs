using RoleAssist.Core.TrustPolicies.Json;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>Checks the elements of a policy and of its statements.</summary>
internal static class DocumentChecks
{
    private const string Version = "2012-10-17";
    private const string FirstVersion = "2008-10-17";

    private static readonly string[] PolicyElements = ["Version", "Id", "Statement"];
    private static readonly string[] StatementElements =
    [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Condition",
    ];
    private static readonly string[] ResourceElements = ["Resource", "NotResource"];

    public static IEnumerable<TrustPolicyFinding> CheckPolicy(SourceNode policy)
    {
        foreach (var finding in CheckVersion(policy).Concat(CheckElements(policy, PolicyElements)))
        {
            yield return finding;
        }

        if (policy["Statement"] is not { Value: var statements })
        {
            yield return Missing(policy, "Statement", "the policy");
        }
        else if (statements.IsArray && statements.Items is [])
        {
            yield return Rules.MissingElement.At(
                statements.Place,
                "The policy has no statement, so nobody can assume the role.",
                "Add a statement with Effect, Principal and Action."
            );
        }
    }

    public static IEnumerable<TrustPolicyFinding> CheckStatement(SourceNode statement)
    {
        if (!statement.IsObject)
        {
            return
            [
                Rules.InvalidElement.At(
                    statement.Place,
                    "A statement must be an object.",
                    "Write an object with Effect, Principal and Action."
                ),
            ];
        }

        return
        [
            .. CheckElements(statement, StatementElements),
            .. CheckEffect(statement),
            .. Require(statement, "Principal", "NotPrincipal"),
            .. Require(statement, "Action", "NotAction"),
            .. CheckCondition(statement),
        ];
    }

    private static IEnumerable<TrustPolicyFinding> Require(SourceNode statement, string element, string opposite) =>
        statement[element] is null && statement[opposite] is null ? [Missing(statement, element, "the statement")] : [];

    private static TrustPolicyFinding Missing(SourceNode node, string element, string where) =>
        Rules.MissingElement.At(node.Place, $"The element {element} is missing from {where}.", $"Add \"{element}\".");

    private static IEnumerable<TrustPolicyFinding> CheckVersion(SourceNode policy) =>
        policy["Version"] switch
        {
            null =>
            [
                Rules.OldVersion.At(
                    policy.Place,
                    $"The policy has no Version, so AWS reads it by the rules of {FirstVersion}.",
                    $"Add \"Version\": \"{Version}\"."
                ),
            ],
            { Value.Text: Version } => [],
            { Value.Text: FirstVersion, Value.Place: var place } =>
            [
                Rules.OldVersion.At(
                    place,
                    $"The policy has the old Version {FirstVersion}, in which policy variables are plain text.",
                    $"Write \"Version\": \"{Version}\"."
                ),
            ],
            { Value: var value } =>
            [
                Rules.UnknownVersion.At(
                    value.Place,
                    $"{PolicyText.Quote(value.Text)} is not a version of the policy language.",
                    $"Write \"Version\": \"{Version}\"; it is not the date of the policy."
                ),
            ],
        };

    private static IEnumerable<TrustPolicyFinding> CheckElements(SourceNode node, string[] known) =>
        node
            .Members.Where(member => !known.Contains(member.Name, StringComparer.Ordinal))
            .Select(member =>
                ResourceElements.Contains(member.Name, StringComparer.Ordinal)
                    ? Rules.ResourceInTrustPolicy.At(
                        member.Place,
                        $"A trust policy has no {member.Name}: it belongs to its role.",
                        $"Remove {member.Name}."
                    )
                    : Rules.UnknownElement.At(
                        member.Place,
                        $"{PolicyText.Quote(member.Name)} is not an element of a policy.",
                        Spelling.Suggest(member.Name, known) ?? $"Use only {string.Join(", ", known)}."
                    )
            );

    private static IEnumerable<TrustPolicyFinding> CheckEffect(SourceNode statement) =>
        statement["Effect"] switch
        {
            null => [Missing(statement, "Effect", "the statement")],
            { Value.Text: "Allow" or "Deny" } => [],
            { Value: var value } =>
            [
                Rules.InvalidElement.At(
                    value.Place,
                    $"{PolicyText.Quote(value.Text)} is not an effect.",
                    "Write \"Allow\" or \"Deny\"."
                ),
            ],
        };

    private static IEnumerable<TrustPolicyFinding> CheckCondition(SourceNode statement) =>
        statement["Condition"]?.Value switch
        {
            null => [],
            { IsObject: false } condition => [InvalidCondition(condition)],
            var condition => condition
                .Members.Where(member => !member.Value.IsObject)
                .Select(member => InvalidCondition(member.Value)),
        };

    private static TrustPolicyFinding InvalidCondition(SourceNode node) =>
        Rules.InvalidElement.At(
            node.Place,
            "A condition must be an operator with condition keys and their values.",
            "Write \"Condition\": { \"StringEquals\": { \"KEY\": \"VALUE\" } }."
        );
}
