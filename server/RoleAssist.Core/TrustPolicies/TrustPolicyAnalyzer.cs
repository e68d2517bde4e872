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
        var policies = IsTrustPolicy(root) ? [root] : EmbeddedPolicies(values).ToList();
        var findings = FindRepeatedNames(values)
            .Concat(policies.SelectMany(CheckPolicy))
            .Concat(FindThumbprints(values))
            .Take(MostFindings)
            .OrderBy(finding => finding.Line)
            .ThenBy(finding => finding.Column);
        return new TrustPolicyReport(policies.Count, [.. findings]);
    }

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

    /// <summary>
    /// Whether a document is a trust policy. All other policies have a resource, or no principal.
    /// </summary>
    private static bool IsTrustPolicy(SourceNode document) =>
        document["Statement"]
            ?.Value.AsList.Any(statement =>
            {
                var hasPrincipal = statement["Principal"] is not null || statement["NotPrincipal"] is not null;
                var hasResource = statement["Resource"] is not null || statement["NotResource"] is not null;
                var isSts =
                    statement["Action"]?.Value is { } action && PolicyText.ReadList(action).Any(ActionChecks.MaySts);
                return (hasPrincipal && !hasResource) || (isSts && (hasPrincipal || !hasResource));
            }) == true;

    private static IEnumerable<TrustPolicyFinding> CheckPolicy(SourceNode policy)
    {
        var nodes = policy["Statement"]!.Value.AsList;
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
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in value.Members.Where(member => !names.Add(member.Name)))
            {
                yield return Rules.DuplicateKey.At(
                    member.Place,
                    $"{PolicyText.Quote(member.Name)} is written twice in one object, and one of the values is ignored.",
                    "Write one of them, or put several values in a list."
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
