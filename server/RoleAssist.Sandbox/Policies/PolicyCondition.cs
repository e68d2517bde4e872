namespace RoleAssist.Sandbox.Policies;

/// <summary>A condition: an operator, a context key, and the values of which one must match.</summary>
internal sealed record PolicyCondition(ConditionOperator Operator, string Key, IReadOnlyList<string> Wanted)
{
    public bool Holds(PolicyRequest request)
    {
        var values = request.Values(Key);
        return Operator switch
        {
            { Name: ConditionOperator.Null } => Wanted.Any(wanted =>
                wanted.Equals("true", StringComparison.OrdinalIgnoreCase) == (values.Count == 0)
            ),
            { Set: ConditionSet.ForAllValues } => values.All(IsGood),
            { Set: ConditionSet.ForAnyValue } => values.Any(IsGood),
            _ => HoldsForOne(values),
        };
    }

    /// <summary>
    /// Without a set operator, a key has one value. A missing key matches nothing, so that only negated operators and
    /// those with <c>IfExists</c> hold. Set operators ignore <c>IfExists</c>: without values, <c>ForAllValues</c> holds
    /// and <c>ForAnyValue</c> does not
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
    /// </summary>
    private bool HoldsForOne(IReadOnlyList<string> values) =>
        values.Count == 0 ? Operator.IsNegated || Operator.IfExists : values.Any(IsWanted) != Operator.IsNegated;

    private bool IsGood(string value) => IsWanted(value) != Operator.IsNegated;

    private bool IsWanted(string value) => Wanted.Any(wanted => Operator.Matches(wanted, value));
}
