using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Policies;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>Actions that a trust policy allows.</summary>
internal static class TrustActions
{
    public const string AssumeRole = "sts:AssumeRole";
    public const string AssumeRoleWithWebIdentity = "sts:AssumeRoleWithWebIdentity";
    public const string TagSession = "sts:TagSession";
    public const string SetSourceIdentity = "sts:SetSourceIdentity";

    public static IReadOnlyList<string> OfAssumeRole { get; } = [AssumeRole, TagSession, SetSourceIdentity];
}

/// <summary>Condition keys that a trust policy can test.</summary>
internal static class TrustKeys
{
    public const string ExternalId = "sts:ExternalId";
    public const string RoleSessionName = "sts:RoleSessionName";
    public const string SourceIdentity = "sts:SourceIdentity";
    public const string MfaPresent = "aws:MultiFactorAuthPresent";
    public const string PrincipalArn = "aws:PrincipalArn";
    public const string PrincipalAccount = "aws:PrincipalAccount";
}

/// <summary>Creates the trust policies of sample roles.</summary>
internal static class TrustPolicies
{
    /// <summary>The policy of a role that only a service assumes.</summary>
    public static PolicyDocument ForNobody { get; } = new();

    public static PolicyDocument ForService(string service) =>
        Allow([new Principal(Principal.Service, service)], [TrustActions.AssumeRole], []);

    public static PolicyDocument For(params IReadOnlyList<string> principals) =>
        Allow(Aws(principals), TrustActions.OfAssumeRole, []);

    public static PolicyDocument WithMfa(params IReadOnlyList<string> principals) =>
        Allow(
            Aws(principals),
            TrustActions.OfAssumeRole,
            [Condition(ConditionOperator.Bool, TrustKeys.MfaPresent, "true")]
        );

    public static PolicyDocument WithExternalId(string externalId, params IReadOnlyList<string> principals) =>
        Allow(
            Aws(principals),
            TrustActions.OfAssumeRole,
            [Condition(ConditionOperator.StringEquals, TrustKeys.ExternalId, externalId)]
        );

    public static PolicyDocument ForTokens(OidcProvider provider, string audience, string subject) =>
        Allow(
            [new Principal(Principal.Federated, provider.Arn)],
            [TrustActions.AssumeRoleWithWebIdentity],
            [
                Condition(ConditionOperator.StringEquals, $"{provider.Name}:aud", audience),
                Condition("StringLike", $"{provider.Name}:sub", subject),
            ]
        );

    public static PolicyDocument Allow(
        IReadOnlyList<Principal> principals,
        IReadOnlyList<string> actions,
        IReadOnlyList<PolicyCondition> conditions
    ) => new(new PolicyStatement(PolicyEffect.Allow, principals, actions, conditions));

    private static IReadOnlyList<Principal> Aws(IEnumerable<string> principals) =>
        [.. principals.Select(arn => new Principal(Principal.Aws, arn))];

    private static PolicyCondition Condition(string name, string key, string value) =>
        new(ConditionOperator.Parse(name), key, [value]);
}
