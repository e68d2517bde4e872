using RoleAssist.Core.TrustPolicies.Json;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>A statement of a trust policy, as far as it can be read.</summary>
internal sealed class PolicyStatement
{
    // Found by key, because a statement may have thousands of principals and of conditions.
    private readonly ILookup<string, PolicyCondition> _byClaim;
    private readonly ILookup<string, PolicyCondition> _byKey;

    public PolicyStatement(SourceNode node)
    {
        Node = node;
        Principals = [.. BranchesOf(node["Principal"]).SelectMany(ReadPrincipals)];
        Actions = node["Action"]?.Value is { } action ? PolicyText.ReadList(action) : [];
        Conditions =
        [
            .. BranchesOf(node["Condition"])
                .SelectMany(condition => condition.Members)
                .SelectMany(
                    member => member.Value.Members,
                    (member, key) =>
                        new PolicyCondition(
                            ConditionOperator.Parse(member.Name, member.Place),
                            key.Name,
                            key.Place,
                            PolicyText.ReadList(key.Value)
                        )
                ),
        ];
        var claims = Conditions
            .Where(condition => condition is { IsClaim: true, Operator.IsRestriction: true })
            .ToList();
        _byClaim = claims.ToLookup(condition => condition.Claim, StringComparer.OrdinalIgnoreCase);
        _byKey = claims.ToLookup(
            condition => $"{condition.Issuer}:{condition.Claim}",
            StringComparer.OrdinalIgnoreCase
        );
    }

    public SourceNode Node { get; }

    public bool IsAllow => Node["Effect"]?.Value.Text is null or "Allow";

    public IReadOnlyList<PolicyPrincipal> Principals { get; }

    public IReadOnlyList<PolicyText> Actions { get; }

    /// <summary>Gets the conditions, one for each key of each operator. All of them must hold.</summary>
    public IReadOnlyList<PolicyCondition> Conditions { get; }

    /// <summary>Returns the conditions that restrict a claim of a provider; of any provider if the issuer is null.</summary>
    public IEnumerable<PolicyCondition> FindClaim(string? issuer, string claim) =>
        issuer is null ? _byClaim[claim] : _byKey[$"{issuer}:{claim}"];

    private static IEnumerable<SourceNode> BranchesOf(SourceMember? element) =>
        element is null ? [] : CloudFormationFunctions.Branches(element.Value);

    private static IEnumerable<PolicyPrincipal> ReadPrincipals(SourceNode node) =>
        node.IsObject
            ? node.Members.SelectMany(
                member => PolicyText.ReadList(member.Value),
                (member, text) => new PolicyPrincipal(member.Name, text)
            )
            : [new PolicyPrincipal(PolicyPrincipal.Aws, new PolicyText(node.Text, node.Place))];
}

/// <summary>A principal of a statement.</summary>
internal sealed record PolicyPrincipal(string Kind, PolicyText Text)
{
    public const string Aws = "AWS";
    public const string Federated = "Federated";
    public const string Service = "Service";

    private const string ProviderMark = ":oidc-provider/";
    private static readonly string[] BuiltInProviders =
    [
        "cognito-identity.amazonaws.com",
        "accounts.google.com",
        "graph.facebook.com",
        "www.amazon.com",
    ];

    /// <summary>Whether the principal is a provider that only CloudFormation knows.</summary>
    public bool IsUnknownProvider => Kind == Federated && Text.Text is null;

    public bool IsSaml => Kind == Federated && Text.Text?.Contains(":saml-provider/", StringComparison.Ordinal) == true;

    /// <summary>Whether the principal is a provider that IAM knows without an ARN.</summary>
    public bool IsBuiltInProvider => Kind == Federated && BuiltInProviders.Contains(Text.Text, StringComparer.Ordinal);

    /// <summary>Gets the issuer of an OpenID Connect provider without scheme; null for other or unknown principals.</summary>
    public string? Issuer =>
        Kind != Federated || Text.Text is not { } text ? null
        : IsBuiltInProvider ? text
        : text.IndexOf(ProviderMark, StringComparison.Ordinal) is var start and >= 0
            ? WithoutScheme(text[(start + ProviderMark.Length)..])
        : null;

    /// <summary>Removes the scheme that providers and keys must not have, so that other rules apply to the rest.</summary>
    public static string WithoutScheme(string text) =>
        text.IndexOf("://", StringComparison.Ordinal) is var end and >= 0 ? text[(end + 3)..] : text;
}
