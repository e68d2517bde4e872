using RoleAssist.Core.TrustPolicies.Json;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>
/// CloudFormation's functions in a policy
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html).
/// </summary>
internal static class CloudFormationFunctions
{
    private const string If = "Fn::If";
    private const string NoValue = "AWS::NoValue";

    /// <summary>
    /// Returns what a value can become: both branches of <c>Fn::If</c> without those that stand for nothing, or the value
    /// itself.
    /// </summary>
    public static IEnumerable<SourceNode> Branches(SourceNode node)
    {
        // A stack, because a hostile text nests as deep as its reader allows.
        var open = new Stack<SourceNode>([node]);
        while (open.TryPop(out var value))
        {
            if (value is { Members: [{ Name: If, Value.Items: [_, var then, var otherwise] }] })
            {
                open.Push(otherwise);
                open.Push(then);
            }
            else if (value is { IsArray: true } && node.IsArray is false)
            {
                foreach (var item in value.Items.Reverse())
                {
                    open.Push(item);
                }
            }
            else if (value is not { Members: [{ Name: "Ref", Value.Text: NoValue }] })
            {
                yield return value;
            }
        }
    }
}
