using RoleAssist.Core.Endpoints;
using RoleAssist.Core.TrustPolicies.Json;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>
/// Checks that all principals of a policy are in the partition of the role
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
/// </summary>
internal static class PartitionChecks
{
    /// <summary>Checks the partitions of all principals of a policy.</summary>
    public static IEnumerable<TrustPolicyFinding> Check(IEnumerable<PolicyStatement> statements)
    {
        string? first = null;
        SourcePlace? firstPlace = null;
        foreach (var text in statements.SelectMany(statement => statement.Principals).Select(one => one.Text))
        {
            if (PartitionOf(text) is not { } partition)
            {
                continue;
            }

            first ??= partition;
            firstPlace ??= text.Place;
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
                    "Write a policy for each partition.",
                    firstPlace.Explain($"This principal is in the partition {first}.")
                );
            }
        }
    }

    /// <summary>Returns the partition of an ARN; null for other texts and for variables.</summary>
    public static string? PartitionOf(PolicyText text) =>
        text.Text?.Split(':', 3) is ["arn", var partition, _] && !partition.Contains("${", StringComparison.Ordinal)
            ? partition
            : null;
}
