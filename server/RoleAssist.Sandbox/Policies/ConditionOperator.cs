using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Policies;

/// <summary>How the values of a key that has several are combined.</summary>
internal enum ConditionSet
{
    None,
    ForAllValues,
    ForAnyValue,
}

/// <summary>
/// A condition operator
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
/// </summary>
/// <param name="Name">The name without prefix, suffix and <c>Not</c>.</param>
internal sealed record ConditionOperator(string Name, ConditionSet Set, bool IsNegated, bool IfExists)
{
    public const string Null = "Null";
    public const string Bool = "Bool";
    public const string StringEquals = "StringEquals";
    private const string StringEqualsIgnoreCase = "StringEqualsIgnoreCase";
    private const string StringLike = "StringLike";
    private const string ArnEquals = "ArnEquals";
    private const string ArnLike = "ArnLike";
    private const string IfExistsSuffix = "IfExists";

    private static readonly Dictionary<string, (string Name, bool IsNegated)> Known = new()
    {
        [Null] = (Null, false),
        [Bool] = (Bool, false),
        [StringEquals] = (StringEquals, false),
        ["StringNotEquals"] = (StringEquals, true),
        [StringEqualsIgnoreCase] = (StringEqualsIgnoreCase, false),
        ["StringNotEqualsIgnoreCase"] = (StringEqualsIgnoreCase, true),
        [StringLike] = (StringLike, false),
        ["StringNotLike"] = (StringLike, true),
        [ArnEquals] = (ArnLike, false),
        ["ArnNotEquals"] = (ArnLike, true),
        [ArnLike] = (ArnLike, false),
        ["ArnNotLike"] = (ArnLike, true),
    };

    /// <summary>
    /// Parses the name of an operator. Whether IAM accepts other cases than those of its documentation is unknown (?);
    /// here it does not. Numbers, dates and addresses do not occur in tokens of builds, so their operators are refused
    /// too.
    /// </summary>
    public static ConditionOperator Parse(string text)
    {
        var (set, rest) = text.Split(':') switch
        {
            [nameof(ConditionSet.ForAllValues), var name] => (ConditionSet.ForAllValues, name),
            [nameof(ConditionSet.ForAnyValue), var name] => (ConditionSet.ForAnyValue, name),
            _ => (ConditionSet.None, text),
        };
        var ifExists = rest.EndsWith(IfExistsSuffix, StringComparison.Ordinal);
        var known = ifExists ? rest[..^IfExistsSuffix.Length] : rest;
        return Known.TryGetValue(known, out var found) && (!ifExists || found.Name != Null)
            ? new ConditionOperator(found.Name, set, found.IsNegated, ifExists)
            : throw new ServiceException(400, PolicyReader.Malformed, $"Invalid Condition type : {text}");
    }

    /// <summary>Whether a value of a request matches a value of a policy, before negation.</summary>
    public bool Matches(string wanted, string value) =>
        Name switch
        {
            StringLike => Wildcards.Match(wanted, value),
            ArnLike => MatchesArn(wanted.Split(':', 6), value.Split(':', 6)),
            StringEqualsIgnoreCase or Bool => wanted.Equals(value, StringComparison.OrdinalIgnoreCase),
            _ => wanted == value,
        };

    /// <summary>Each of the six parts of an ARN may have wildcards, which do not cross the colons.</summary>
    private static bool MatchesArn(string[] wanted, string[] value) =>
        wanted.Length == 6
        && value.Length == 6
        && wanted.Zip(value).All(parts => Wildcards.Match(parts.First, parts.Second));
}
