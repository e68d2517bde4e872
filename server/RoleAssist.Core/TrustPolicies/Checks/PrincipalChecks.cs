using System.Text.RegularExpressions;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>
/// Checks who a statement trusts
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
/// </summary>
internal static partial class PrincipalChecks
{
    private static readonly string[] Kinds =
    [
        PolicyPrincipal.Aws,
        PolicyPrincipal.Federated,
        PolicyPrincipal.Service,
        "CanonicalUser",
    ];

    /// <summary>Written for <c>.amazonaws.com</c> by mistake; only Alexa's services have it.</summary>
    private const string ShopDomain = ".amazon.com";

    /// <summary>Services that only assume roles that their caller may pass, and send no source.</summary>
    private static readonly string[] ServicesWithoutSource = ["ec2.amazonaws.com", "lambda.amazonaws.com"];

    public static IEnumerable<TrustPolicyFinding> Check(PolicyStatement statement)
    {
        if (statement.IsAllow && statement.Node["NotPrincipal"] is { } not)
        {
            yield return Rules.NotPrincipalInAllow.At(
                not.Place,
                "NotPrincipal in a statement that allows lets everybody in whom it does not name.",
                "Name who may assume the role in Principal."
            );
        }

        var limits = CallerLimits.Of(statement);
        foreach (var finding in statement.Principals.SelectMany(principal => Check(statement, principal, limits)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<TrustPolicyFinding> Check(
        PolicyStatement statement,
        PolicyPrincipal principal,
        CallerLimits limits
    ) =>
        principal.Kind switch
        {
            PolicyPrincipal.Aws => AwsPrincipalChecks.Check(statement, principal.Text, limits),
            PolicyPrincipal.Service => CheckService(statement, principal.Text, limits),
            PolicyPrincipal.Federated => CheckFederated(principal),
            _ when Kinds.Contains(principal.Kind, StringComparer.Ordinal) => [],
            _ =>
            [
                Rules.UnknownElement.At(
                    principal.Text.Place,
                    $"{PolicyText.Quote(principal.Kind)} is not a kind of principal.",
                    Spelling.Suggest(principal.Kind, Kinds) ?? $"Use {string.Join(", ", Kinds)}."
                ),
            ],
        };

    private static IEnumerable<TrustPolicyFinding> CheckService(
        PolicyStatement statement,
        PolicyText text,
        CallerLimits limits
    )
    {
        if (text.HasVariables)
        {
            yield break;
        }

        if (!ServiceName().IsMatch(text.Text!))
        {
            yield return Rules.InvalidPrincipal.At(
                text.Place,
                $"{PolicyText.Quote(text.Text)} is not a service.",
                text.Text!.EndsWith(ShopDomain, StringComparison.Ordinal)
                    ? $"Write {PolicyText.Quote($"{text.Text[..^ShopDomain.Length]}.amazonaws.com")}."
                    : "Write a service principal such as states.amazonaws.com."
            );
        }
        else if (
            statement.IsAllow
            && !ServicesWithoutSource.Contains(text.Text, StringComparer.Ordinal)
            && !limits.ToSources
        )
        {
            yield return Rules.ServiceWithoutSource.At(
                text.Place,
                $"{text.Text} can assume the role for any of its customers' resources.",
                "Add a condition on aws:SourceArn or aws:SourceAccount, if the service sends them."
            );
        }
    }

    private static IEnumerable<TrustPolicyFinding> CheckFederated(PolicyPrincipal principal)
    {
        var text = principal.Text;
        if (text.Text?.Contains("://", StringComparison.Ordinal) == true)
        {
            yield return Rules.ProviderUrl.At(
                text.Place,
                $"The provider {PolicyText.Quote(text.Text)} has a scheme, so it is not found.",
                "Write the ARN without it, such as arn:aws:iam::111122223333:oidc-provider/HOST/PATH."
            );
        }
        else if (
            text.Text is "*"
            || (!text.HasVariables && !principal.IsBuiltInProvider && !Provider().IsMatch(text.Text!))
        )
        {
            yield return Rules.InvalidPrincipal.At(
                text.Place,
                $"{PolicyText.Quote(text.Text)} is not an identity provider.",
                "Write its ARN, such as arn:aws:iam::111122223333:oidc-provider/HOST."
            );
        }
    }

    [GeneratedRegex(@"^[a-z0-9.-]+\.(amazonaws\.(com(\.cn)?|eu)|aws\.internal)\z|^alexa-[a-z-]+\.amazon\.com\z")]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"^arn:[\w-]+:iam::\d{12}:(oidc|saml)-provider/\S+\z", RegexOptions.ECMAScript)]
    private static partial Regex Provider();
}
