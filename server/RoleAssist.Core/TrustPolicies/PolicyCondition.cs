using RoleAssist.Core.TrustPolicies.Json;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>A condition on one key.</summary>
/// <param name="Place">The position of the key.</param>
internal sealed record PolicyCondition(
    ConditionOperator Operator,
    string Key,
    SourcePlace Place,
    IReadOnlyList<PolicyText> Values
)
{
    /// <summary>Gets the last part of the key: the claim of a token.</summary>
    public string Claim => Key[(Key.LastIndexOf(':') + 1)..];

    /// <summary>Gets the part before the claim: the token's issuer, or the prefix of an AWS key.</summary>
    public string Issuer => Key.LastIndexOf(':') is var end and >= 0 ? PolicyPrincipal.WithoutScheme(Key[..end]) : "";

    /// <summary>Whether the key is the claim of a token rather than a key of AWS.</summary>
    public bool IsClaim => Issuer.Contains('.', StringComparison.Ordinal);

    /// <summary>Whether the condition is on a key, or on a tag if the key ends in <c>/</c>.</summary>
    public bool IsOn(string key) =>
        key.EndsWith('/')
            ? Key.StartsWith(key, StringComparison.OrdinalIgnoreCase)
            : Key.Equals(key, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An operator: <c>[ForAllValues:|ForAnyValue:]NAME[IfExists]</c>.</summary>
internal sealed record ConditionOperator(string Text, string? Set, string Name, bool IfExists, SourcePlace Place)
{
    public const string ForAllValues = "ForAllValues";
    public const string ForAnyValue = "ForAnyValue";

    private const string Optional = "IfExists";

    /// <summary>Whether values can have wildcards.</summary>
    public bool TakesWildcards => Name.EndsWith("Like", StringComparison.OrdinalIgnoreCase) || IsArn;

    /// <summary>Whether the operator accepts only what is named, rather than everything else.</summary>
    public bool IsRestriction =>
        !Name.Contains("Not", StringComparison.OrdinalIgnoreCase) && !Name.Equals("Null", StringComparison.Ordinal);

    /// <summary>Whether the operator is false for requests without the key.</summary>
    public bool RequiresKey => IsRestriction && !IfExists && Set != ForAllValues;

    /// <summary>Whether <c>StringEquals</c> would do if no value has a wildcard.</summary>
    public bool IsStringLike => Name.Equals("StringLike", StringComparison.OrdinalIgnoreCase);

    private bool IsArn => Name.StartsWith("Arn", StringComparison.OrdinalIgnoreCase);

    public static ConditionOperator Parse(string text, SourcePlace place)
    {
        var parts = text.Split(':', 2);
        var (set, name) = parts is [var first, var rest] ? (first, rest) : ((string?)null, text);
        var ifExists = name.EndsWith(Optional, StringComparison.OrdinalIgnoreCase);
        return new ConditionOperator(text, set, ifExists ? name[..^Optional.Length] : name, ifExists, place);
    }
}
