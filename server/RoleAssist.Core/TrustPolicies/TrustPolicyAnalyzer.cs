using RoleAssist.Core.TrustPolicies.Checks;
using RoleAssist.Core.TrustPolicies.Json;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>
/// Finds the mistakes in the trust policies of a JSON text: a policy itself, or the roles of a CloudFormation template
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html). Every text has a
/// result; the time is linear in its length.
/// </summary>
public static class TrustPolicyAnalyzer
{
    /// <summary>The most findings to report: nobody reads more, and a hostile text could have millions.</summary>
    private const int MostFindings = 500;

    private const string PolicyProperty = "AssumeRolePolicyDocument";
    private const string ThumbprintProperty = "ThumbprintList";

    public static TrustPolicyReport Analyze(string text)
    {
        var root = JsonSourceReader.Read(text, out var fault);
        if (root is null)
        {
            return new TrustPolicyReport(0, [Explain(fault!)]);
        }

        var values = Descendants(root).ToList();
        var policies = TrustPolicyDetector.IsLikely(root) ? [root] : EmbeddedPolicies(values).ToList();
        return new TrustPolicyReport(policies.Count, FindMistakes(values, policies));
    }

    /// <summary>
    /// Analyzes a document that an editor shows, of which nobody said that it is a trust policy: it has no findings
    /// unless it certainly is one. Comments are skipped and faults of the syntax left out; editors report them.
    /// </summary>
    public static IReadOnlyList<TrustPolicyFinding> AnalyzeDocument(string text) =>
        JsonSourceReader.Read(text, out _, allowComments: true) is { } root && TrustPolicyDetector.IsCertain(root)
            ? FindMistakes([.. Descendants(root)], [root])
            : [];

    private static List<TrustPolicyFinding> FindMistakes(
        IReadOnlyList<SourceNode> values,
        IReadOnlyList<SourceNode> policies
    ) =>
        [
            .. FindRepeatedNames(values)
                .Concat(policies.SelectMany(CheckPolicy))
                .Concat(FindThumbprints(values))
                .Take(MostFindings)
                .OrderBy(finding => finding.Line)
                .ThenBy(finding => finding.Column),
        ];

    private static TrustPolicyFinding Explain(JsonFault fault) =>
        fault.IsTooDeep
            ? Rules.InvalidJson.At(
                fault.Place,
                $"The text is nested more than {JsonSourceReader.MaxDepth} levels deep.",
                "A policy has far fewer levels. Check the brackets."
            )
            : Rules.InvalidJson.At(
                fault.Place,
                "The text is not valid JSON from here on.",
                "Correct the syntax. Comments, trailing commas and YAML are not JSON."
            );

    private static IEnumerable<SourceNode> Descendants(SourceNode root)
    {
        var open = new Stack<SourceNode>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var inner in node.Members.Select(member => member.Value).Concat(node.Items))
            {
                open.Push(inner);
            }
        }
    }

    private static IEnumerable<SourceNode> EmbeddedPolicies(IEnumerable<SourceNode> values) =>
        values
            .SelectMany(value => value.Members)
            .Where(member =>
                member is { Name: PolicyProperty, Value: { IsObject: true } policy } && policy["Statement"] is not null
            )
            .Select(member => member.Value);

    private static IEnumerable<TrustPolicyFinding> CheckPolicy(SourceNode policy)
    {
        var nodes = policy["Statement"]!.Value.AsList.SelectMany(CloudFormationFunctions.Branches).ToList();
        var statements = nodes.Where(node => node.IsObject).Select(node => new PolicyStatement(node)).ToList();
        return DocumentChecks
            .CheckPolicy(policy)
            .Concat(nodes.SelectMany(DocumentChecks.CheckStatement))
            .Concat(statements.SelectMany(CheckStatement))
            .Concat(PartitionChecks.Check(statements));
    }

    private static IEnumerable<TrustPolicyFinding> CheckStatement(PolicyStatement statement) =>
        PrincipalChecks
            .Check(statement)
            .Concat(ActionChecks.Check(statement))
            .Concat(ConditionChecks.Check(statement))
            .Concat(ClaimChecks.Check(statement));

    private static IEnumerable<TrustPolicyFinding> FindRepeatedNames(IEnumerable<SourceNode> values)
    {
        foreach (var value in values.Where(value => value.Members.Count > 1))
        {
            var first = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
            foreach (var member in value.Members.Where(member => !first.TryAdd(member.Name, member.Place)))
            {
                yield return Rules.DuplicateKey.At(
                    member.Place,
                    $"{PolicyText.Quote(member.Name)} is written twice in one object, and one of the values is ignored.",
                    "Write one of them, or put several values in a list.",
                    first[member.Name].Explain("It is written here first.")
                );
            }
        }
    }

    private static IEnumerable<TrustPolicyFinding> FindThumbprints(IEnumerable<SourceNode> values) =>
        values
            .SelectMany(value => value.Members)
            .Where(member => member is { Name: ThumbprintProperty, Value.Items: not [] })
            .Select(member =>
                Rules.Thumbprints.At(
                    member.Place,
                    "IAM trusts the certificates of public authorities, so it does not need the thumbprints of a provider.",
                    $"Remove {ThumbprintProperty}, unless the provider's certificate is private."
                )
            );
}
