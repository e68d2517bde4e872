using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>Checks the operators and keys of conditions.</summary>
internal static class ConditionChecks
{
    private static readonly string[] Sets = [ConditionOperator.ForAllValues, ConditionOperator.ForAnyValue];

    private static readonly string[] Claims = ["aud", "sub", "amr", "azp", "oaud", "app_id", "email", "id", "user_id"];

    /// <summary>Keys that decide who gets in, and that the requests of others do not have.</summary>
    private static readonly string[] KeysOfAccess =
    [
        "sts:ExternalId",
        "aws:MultiFactorAuthPresent",
        "aws:MultiFactorAuthAge",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
    ];

    public static IEnumerable<TrustPolicyFinding> Check(PolicyStatement statement) =>
        statement
            .Conditions.Select(condition => condition.Operator)
            .Distinct()
            .SelectMany(CheckOperator)
            .Concat(
                statement.Conditions.SelectMany(condition =>
                    (IEnumerable<TrustPolicyFinding>)
                        [
                            .. CheckKey(condition),
                            .. ValueChecks.Check(condition),
                            .. statement.IsAllow
                                ? [.. CheckAbsence(condition), .. CheckMfa(condition)]
                                : (TrustPolicyFinding[])[],
                        ]
                )
            );

    private static IEnumerable<TrustPolicyFinding> CheckOperator(ConditionOperator used)
    {
        var (text, set, name) = (used.Text, used.Set, used.Name);
        if (
            ConditionNames.Operators.Contains(name, StringComparer.Ordinal)
            && (set is null || Sets.Contains(set, StringComparer.Ordinal))
        )
        {
            yield break;
        }

        var isKnown =
            ConditionNames.Operators.Contains(name, StringComparer.OrdinalIgnoreCase)
            && (set is null || Sets.Contains(set, StringComparer.OrdinalIgnoreCase));
        yield return isKnown
            ? Rules.UnusualCase.At(
                used.Place,
                $"The operator {PolicyText.Quote(text)} is not written as AWS writes it.",
                $"Write {Usual(name, ConditionNames.Operators)}."
            )
            : Rules.UnknownOperator.At(
                used.Place,
                $"{PolicyText.Quote(text)} is not an operator.",
                Spelling.Suggest(name, ConditionNames.Operators)
                    ?? "Use an operator of IAM, such as StringEquals, StringLike, ArnLike or Bool."
            );
    }

    private static IEnumerable<TrustPolicyFinding> CheckKey(PolicyCondition condition)
    {
        var key = condition.Key;
        if (key.Contains("://", StringComparison.Ordinal))
        {
            yield return Rules.ProviderUrl.At(
                condition.Place,
                $"The condition key {PolicyText.Quote(key)} has a scheme, so no token has it.",
                $"Write {PolicyText.Quote(PolicyPrincipal.WithoutScheme(key))}."
            );
        }
        else if (condition.IsClaim)
        {
            if (MisspelledClaim(condition.Claim) is { } claim)
            {
                yield return Misspelled(condition, $"Did you mean '{condition.Issuer}:{claim}'?");
            }
            else if (Claims.Contains(condition.Claim, StringComparer.OrdinalIgnoreCase) && HasCapitals(condition.Claim))
            {
                yield return Unusual(condition, $"{condition.Issuer}:{Usual(condition.Claim, Claims)}");
            }
        }
        else if (ConditionNames.FindKey(key) is { } known)
        {
            if (!key.StartsWith(known, StringComparison.Ordinal))
            {
                yield return Unusual(condition, known);
            }
        }
        else if (Spelling.Suggest(key, ConditionNames.Keys) is { } question)
        {
            yield return Misspelled(condition, question);
        }
        else if (!key.Contains(':', StringComparison.Ordinal))
        {
            yield return Misspelled(condition, "Write a key with its prefix, such as aws:PrincipalOrgID.");
        }
    }

    /// <summary>Returns the claim that a misspelled one stands for; IAM knows few of the claims of a token.</summary>
    private static string? MisspelledClaim(string claim) =>
        Claims.Contains(claim, StringComparer.OrdinalIgnoreCase)
            ? null
            : ((string[])["aud", "sub"]).FirstOrDefault(known =>
                claim.StartsWith(known, StringComparison.OrdinalIgnoreCase)
                || (claim.Length == known.Length && Spelling.Suggest(claim, [known]) is not null)
            );

    /// <summary>Checks for conditions that hold although the key is not there.</summary>
    private static IEnumerable<TrustPolicyFinding> CheckAbsence(PolicyCondition condition)
    {
        if (condition.Operator.Set == ConditionOperator.ForAllValues)
        {
            yield return Rules.ForAllValuesInAllow.At(
                condition.Place,
                $"The condition on {PolicyText.Quote(condition.Key)} also holds if the key is missing, "
                    + "because of ForAllValues.",
                "Use the operator without ForAllValues, or with ForAnyValue for a key with several values."
            );
        }
        else if (
            condition.Operator is { IfExists: true, IsRestriction: true }
            && (condition is { IsClaim: true, Claim: "aud" or "sub" } || KeysOfAccess.Any(condition.IsOn))
        )
        {
            yield return Rules.OptionalCondition.At(
                condition.Place,
                $"The condition on {PolicyText.Quote(condition.Key)} also holds if the request does not have the key.",
                $"Write {condition.Operator.Name} without IfExists."
            );
        }
    }

    private static IEnumerable<TrustPolicyFinding> CheckMfa(PolicyCondition condition) =>
        CallerLimits.KeepsOutMfa(condition)
            ?
            [
                Rules.MfaKeptOut.At(
                    condition.Place,
                    "The condition lets in callers without MFA, and keeps out those with it.",
                    "Write \"true\"."
                ),
            ]
            : [];

    private static bool HasCapitals(string text) => text.AsSpan().ContainsAnyInRange('A', 'Z');

    private static string Usual(string name, IEnumerable<string> known) =>
        known.First(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static TrustPolicyFinding Unusual(PolicyCondition condition, string usual) =>
        Rules.UnusualCase.At(
            condition.Place,
            $"The condition key {PolicyText.Quote(condition.Key)} is not written as AWS writes it.",
            $"Write {PolicyText.Quote(usual)}."
        );

    private static TrustPolicyFinding Misspelled(PolicyCondition condition, string hint) =>
        Rules.UnknownKey.At(
            condition.Place,
            $"{PolicyText.Quote(condition.Key)} is not a condition key, so the condition never holds.",
            hint
        );
}
