using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Policies;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// IAM's rule for providers that serve many organizations with one issuer: a trust policy must test a claim that tells
/// them apart, or else everyone's builds could assume the role
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html).
/// </summary>
internal static class SharedProviders
{
    private static readonly Dictionary<string, string[]> Claims = new()
    {
        ["token.actions.githubusercontent.com"] = ["sub", "job_workflow_ref"],
        ["gitlab.com"] = ["sub"],
    };

    /// <exception cref="ServiceException">A statement lets everyone in. IAM's words are not known (?).</exception>
    public static void Check(PolicyDocument policy)
    {
        foreach (var (name, claims) in Claims)
        {
            var keys = claims.Select(claim => $"{name}:{claim}").ToList();
            if (
                policy.Statements.Any(statement =>
                    statement.Effect == PolicyEffect.Allow
                    && statement.Principals.Any(principal => Names(principal, name))
                    && !statement.Conditions.Any(condition => Restricts(condition, keys))
                )
            )
            {
                throw new ServiceException(
                    400,
                    PolicyReader.Malformed,
                    $"The trust policy must restrict {string.Join(" or ", keys)}, because many organizations share this "
                        + "provider."
                );
            }
        }
    }

    private static bool Names(Principal principal, string provider) =>
        principal.Type == Principal.Federated
        && principal.Id.EndsWith($":oidc-provider/{provider}", StringComparison.Ordinal);

    private static bool Restricts(PolicyCondition condition, IReadOnlyList<string> keys) =>
        keys.Contains(condition.Key, StringComparer.OrdinalIgnoreCase)
        && condition.Operator is { IsNegated: false, IfExists: false, Name: not ConditionOperator.Null }
        && condition.Wanted.All(value => value.Any(character => character is not ('*' or '?')));
}
