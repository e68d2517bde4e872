using RoleAssist.Core.TrustPolicies.Json;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>
/// Checks whose tokens a statement accepts
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html).
/// </summary>
internal static class ClaimChecks
{
    private const string Audience = "aud";
    private const string Subject = "sub";
    private const string SamlAudience = "SAML:aud";

    /// <summary>The claims of providers that IAM knows itself; one of them names the application.</summary>
    private static readonly string[] ApplicationClaims = [Audience, "app_id", "oaud", "azp"];

    public static IEnumerable<TrustPolicyFinding> Check(PolicyStatement statement)
    {
        if (!statement.IsAllow)
        {
            return [];
        }

        var issuers = statement
            .Principals.Select(principal => principal.Issuer)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isUnknown = statement.Principals.Any(principal => principal.IsUnknownProvider);
        return
        [
            .. statement
                .Principals.Where(principal => principal.Issuer is not null || principal.IsUnknownProvider)
                .Where(_ => ActionChecks.MayAssumeWithWebIdentity(statement))
                .SelectMany(principal => CheckProvider(statement, principal, issuers)),
            .. ActionChecks.MayAssumeWithSaml(statement) ? CheckSaml(statement) : [],
            .. isUnknown ? [] : CheckForeignKeys(statement, issuers),
            .. statement
                .FindClaim(issuer: null, Subject)
                .SelectMany(condition => SubjectChecks.Check(condition, OidcProvider.Find(condition.Issuer))),
        ];
    }

    private static IEnumerable<TrustPolicyFinding> CheckProvider(
        PolicyStatement statement,
        PolicyPrincipal principal,
        HashSet<string> issuers
    )
    {
        var issuer = principal.Issuer?.Contains("${", StringComparison.Ordinal) == true ? null : principal.Issuer;
        var place = principal.Text.Place;
        if (principal.IsBuiltInProvider)
        {
            return ApplicationClaims.Any(claim => statement.FindClaim(issuer, claim).Any())
                ? CheckAudiences(statement, issuer, provider: null, principal)
                : [MissingAudience(place, $"{issuer}:{Audience}", "so any application of it can")];
        }

        var provider = OidcProvider.Find(issuer);
        var name = issuer ?? "HOST";
        return
        [
            .. !statement.FindClaim(issuer, Audience).Any() && !HasForeign(statement, issuers, Audience)
                ? [MissingAudience(place, $"{name}:{Audience}", "so tokens for other services can", provider)]
                : Array.Empty<TrustPolicyFinding>(),
            .. CheckAudiences(statement, issuer, provider, principal),
            .. !statement.FindClaim(issuer, Subject).Any() && !HasForeign(statement, issuers, Subject)
                ? [MissingSubject(place, name, provider)]
                : Array.Empty<TrustPolicyFinding>(),
        ];
    }

    private static TrustPolicyFinding MissingAudience(
        SourcePlace place,
        string key,
        string who,
        OidcProvider? provider = null
    ) =>
        Rules.MissingAudience.At(
            place,
            $"No condition requires an audience of the provider, {who} assume the role.",
            $"Add \"StringEquals\": {{ \"{key}\": \"{provider?.AudienceExample ?? "AUDIENCE"}\" }}."
        );

    private static TrustPolicyFinding MissingSubject(SourcePlace place, string issuer, OidcProvider? provider) =>
        Rules.MissingSubject.At(
            place,
            "No condition requires a subject of the provider, so everybody who gets a token from "
                + $"{provider?.Name ?? "it"} can assume the role.",
            $"Add \"StringEquals\": {{ \"{issuer}:{Subject}\": \"{provider?.Subject.Example ?? "SUBJECT"}\" }}."
        );

    /// <summary>Whether the claim of another provider, which is a finding of its own, stands in place of a claim.</summary>
    private static bool HasForeign(PolicyStatement statement, HashSet<string> issuers, string claim) =>
        statement.FindClaim(issuer: null, claim).Any(condition => !issuers.Contains(condition.Issuer));

    private static IEnumerable<TrustPolicyFinding> CheckSaml(PolicyStatement statement) =>
        statement.Conditions.Any(condition => condition.IsOn(SamlAudience))
            ? []
            : statement
                .Principals.Where(principal => principal.IsSaml)
                .Select(principal =>
                    Rules.MissingSamlAudience.At(
                        principal.Text.Place,
                        "No condition requires the audience of the assertion.",
                        $"Add \"StringEquals\": {{ \"{SamlAudience}\": \"https://signin.aws.amazon.com/saml\" }}."
                    )
                );

    private static IEnumerable<TrustPolicyFinding> CheckAudiences(
        PolicyStatement statement,
        string? issuer,
        OidcProvider? provider,
        PolicyPrincipal principal
    ) =>
        statement
            .FindClaim(issuer, Audience)
            .SelectMany(
                condition => condition.Values,
                (condition, value) =>
                    CheckAudience(condition, value, provider, PartitionChecks.PartitionOf(principal.Text))
            )
            .OfType<TrustPolicyFinding>();

    private static TrustPolicyFinding? CheckAudience(
        PolicyCondition condition,
        PolicyText value,
        OidcProvider? provider,
        string? partition
    ) =>
        value switch
        {
            { HasWildcard: true } when condition.Operator.TakesWildcards || value.Text is "*" => Rules.AnyAudience.At(
                value.Place,
                $"The audience {PolicyText.Quote(value.Text)} has a wildcard, so tokens for other services may fit.",
                "Write the audience with StringEquals."
            ),
            { HasVariables: true } => null,
            _ when provider?.Audiences?.IsMatch(value.Text!) == false => Rules.WrongAudience.At(
                value.Place,
                $"Tokens of {provider.Name} for AWS do not have the audience {PolicyText.Quote(value.Text)}.",
                $"Write {PolicyText.Quote(provider.AudienceExample)}."
            ),
            { Text: "sts.amazonaws.com.cn" } when partition == "aws" => WrongPartition(value, "sts.amazonaws.com"),
            { Text: "sts.amazonaws.com" } when partition == "aws-cn" && provider == OidcProvider.GitHub =>
                WrongPartition(value, "sts.amazonaws.com.cn"),
            _ => null,
        };

    private static TrustPolicyFinding WrongPartition(PolicyText value, string expected) =>
        Rules.WrongAudience.At(
            value.Place,
            $"The audience {PolicyText.Quote(value.Text)} is that of another partition than the provider's.",
            $"Write {PolicyText.Quote(expected)}."
        );

    /// <summary>Checks for claims of providers that the statement does not name.</summary>
    private static IEnumerable<TrustPolicyFinding> CheckForeignKeys(
        PolicyStatement statement,
        HashSet<string> issuers
    ) =>
        issuers.Count == 0 || issuers.Any(issuer => issuer.Contains("${", StringComparison.Ordinal))
            ? []
            : statement
                .Conditions.Where(condition => condition.IsClaim && !issuers.Contains(condition.Issuer))
                .Select(condition =>
                    Rules.ForeignKey.At(
                        condition.Place,
                        $"The condition key {PolicyText.Quote(condition.Key)} is of another provider than the principal, "
                            + "so no token has it.",
                        $"Write {PolicyText.Quote($"{issuers.First()}:{condition.Claim}")}."
                    )
                );
}
