namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>
/// What the conditions of a statement keep out. A condition counts only if its values do: <c>aws:PrincipalOrgID</c> like
/// <c>o-*</c>, or the ARN of a role in any account, keeps nobody out.
/// </summary>
/// <param name="ToKnownAccounts">Whether callers of unknown accounts are kept out.</param>
/// <param name="WithinAccount">Whether some callers of a trusted account are kept out.</param>
/// <param name="ToSources">Whether a service is kept from acting for unknown customers.</param>
internal sealed record CallerLimits(bool ToKnownAccounts, bool WithinAccount, bool ToSources)
{
    private const string MfaPresent = "aws:MultiFactorAuthPresent";

    /// <summary>The position of the account in an ARN, and of the resource.</summary>
    private const int AccountPart = 4;
    private const int ResourcePart = 5;

    /// <summary>Keys that only known callers have.</summary>
    private static readonly string[] KeysOfCallers =
    [
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceOrgID",
    ];

    /// <summary>Keys that select some of the callers of an account.</summary>
    private static readonly string[] KeysWithinAccount =
    [
        .. KeysOfCallers,
        "sts:ExternalId",
        MfaPresent,
        "aws:MultiFactorAuthAge",
        "aws:PrincipalTag/",
        "aws:PrincipalType",
        "aws:SourceIdentity",
        "sts:SourceIdentity",
        "aws:userid",
        "aws:username",
    ];

    /// <summary>Keys for whom a service acts.</summary>
    private static readonly string[] KeysOfSource =
    [
        "aws:SourceArn",
        "aws:SourceAccount",
        "aws:SourceOrgID",
        "aws:SourceOrgPaths",
    ];

    public static CallerLimits Of(PolicyStatement statement)
    {
        var required = statement
            .Conditions.Where(condition => condition.Operator.RequiresKey && condition.Values.Count > 0)
            .ToList();
        return new CallerLimits(
            required.Exists(condition => IsOn(condition, KeysOfCallers) && NamesAccounts(condition)),
            required.Exists(condition => IsOn(condition, KeysWithinAccount) && Selects(condition)),
            required.Exists(condition => IsOn(condition, KeysOfSource) && Selects(condition))
        );
    }

    /// <summary>Whether a condition lets in only callers without MFA, the opposite of what its key is for.</summary>
    public static bool KeepsOutMfa(PolicyCondition condition) =>
        condition.IsOn(MfaPresent)
        && condition.Operator.Name.Equals("Bool", StringComparison.OrdinalIgnoreCase)
        && condition.Values.Any(IsFalse);

    private static bool IsOn(PolicyCondition condition, string[] keys) => keys.Any(condition.IsOn);

    private static bool NamesAccounts(PolicyCondition condition) =>
        condition.Values.All(value => value.HasVariables || !HasOpenAccount(condition, value.Text!));

    private static bool Selects(PolicyCondition condition) =>
        condition.Values.All(value => value.HasVariables || !IsOpen(condition, value));

    private static bool HasOpenAccount(PolicyCondition condition, string value) =>
        condition.Operator.TakesWildcards
        && HasWildcard(
            value.Split(':', ResourcePart + 1) switch
            {
                // The ARN of an S3 bucket has no account, but its name is unique.
                { Length: > ResourcePart } arn => arn[AccountPart] is "" ? arn[ResourcePart] : arn[AccountPart],
                _ when condition.IsOn("aws:PrincipalOrgPaths") => value.Split('/')[0],
                _ => value,
            }
        );

    private static bool IsOpen(PolicyCondition condition, PolicyText value) =>
        (condition.IsOn(MfaPresent) && IsFalse(value))
        || (
            condition.Operator.TakesWildcards
            && value.Text!.Split(':', ResourcePart + 1) is var parts
            && parts[^1].Trim('*', '?') is ""
        );

    private static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');

    private static bool IsFalse(PolicyText value) => "false".Equals(value.Text, StringComparison.OrdinalIgnoreCase);
}
