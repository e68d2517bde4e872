using System.Globalization;
using System.Net;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>
/// Checks that values have the type of their operator
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
/// </summary>
internal static class ValueChecks
{
    private const int PartsOfArn = 6;

    private static readonly ValueType[] Types =
    [
        new("Bool", IsBoolean, "'true' or 'false'"),
        new("Null", IsBoolean, "'true' or 'false'"),
        new("Numeric", IsNumber, "a number, such as 3600"),
        new("Date", IsDate, "a date, such as 2026-12-31T00:00:00Z"),
        new("IpAddress", IsAddressRange, "an IP address or range, such as 203.0.113.0/24"),
        new("NotIpAddress", IsAddressRange, "an IP address or range, such as 203.0.113.0/24"),
        new("Arn", IsArn, "an ARN, such as arn:aws:iam::111122223333:role/deploy"),
    ];

    public static IEnumerable<TrustPolicyFinding> Check(PolicyCondition condition) =>
        [.. CheckNumber(condition), .. CheckTypes(condition), .. CheckWildcards(condition)];

    private static IEnumerable<TrustPolicyFinding> CheckNumber(PolicyCondition condition) =>
        condition.Values is []
            ?
            [
                Rules.InvalidValue.At(
                    condition.Place,
                    $"The condition on {PolicyText.Quote(condition.Key)} has no value, so it never holds.",
                    "Write a value, or remove the condition."
                ),
            ]
            : [];

    /// <summary>Finds wildcards in keys of AWS; those in claims have findings of their own.</summary>
    private static IEnumerable<TrustPolicyFinding> CheckWildcards(PolicyCondition condition) =>
        condition.IsClaim || !condition.Operator.Name.StartsWith("StringEquals", StringComparison.OrdinalIgnoreCase)
            ? []
            : condition
                .Values.Where(value => value.HasWildcard && !value.HasVariables)
                .Select(value =>
                    Rules.LiteralWildcard.At(
                        value.Place,
                        $"{condition.Operator.Name} compares {PolicyText.Quote(value.Text)} as plain text, "
                            + "so no value is equal.",
                        "Write the whole value, or use StringLike, or ArnLike for an ARN."
                    )
                );

    private static IEnumerable<TrustPolicyFinding> CheckTypes(PolicyCondition condition) =>
        Types.FirstOrDefault(one =>
            condition.Operator.Name.StartsWith(one.Operator, StringComparison.OrdinalIgnoreCase)
        )
            is { } type
            ? condition
                .Values.Where(value => !value.HasVariables && !type.Accepts(value.Text!))
                .Select(value =>
                    Rules.InvalidValue.At(
                        value.Place,
                        $"{condition.Operator.Name} cannot compare with {PolicyText.Quote(value.Text)}.",
                        $"Write {type.Example}."
                    )
                )
            : [];

    private static bool IsBoolean(string text) => bool.TryParse(text, out _);

    private static bool IsNumber(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out _
        );

    /// <summary>ISO 8601, as W3C's note restricts it, or seconds since 1970.</summary>
    private static bool IsDate(string text) =>
        IsNumber(text)
        || (
            text is [_, _, _, _, '-', ..]
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
        );

    /// <summary>RFC 4632; an address stands for itself.</summary>
    private static bool IsAddressRange(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        return IPAddress.TryParse(address, out var parsed)
            && (address.Contains(':', StringComparison.Ordinal) || address.Split('.').Length == 4) // not 10.1 or 167772161
            && (slash < 0 || IsPrefixLength(text[(slash + 1)..], parsed));
    }

    private static bool IsPrefixLength(string text, IPAddress address) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits <= address.GetAddressBytes().Length * 8;

    /// <summary>An ARN with or without wildcards; a wildcard alone is any ARN.</summary>
    private static bool IsArn(string text) =>
        text is "*" || (text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':').Length >= PartsOfArn);

    /// <param name="Operator">The beginning of the operators' names.</param>
    private sealed record ValueType(string Operator, Func<string, bool> Accepts, string Example);
}
