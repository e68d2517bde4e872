using RoleAssist.Core.TrustPolicies.Checks;
using RoleAssist.Core.TrustPolicies.Json;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>Tells trust policies from other policies and other JSON.</summary>
internal static class TrustPolicyDetector
{
    /// <summary>
    /// Whether a document that the user named as a trust policy is one. All other policies have a resource, or no
    /// principal.
    /// </summary>
    public static bool IsLikely(SourceNode document) =>
        Statements(document)
            .Any(statement =>
                (HasPrincipal(statement) && !HasResource(statement))
                || (HasStsAction(statement) && (HasPrincipal(statement) || !HasResource(statement)))
            );

    /// <summary>
    /// Whether a document is a trust policy although nobody said so. Resource control policies and the policies of VPC
    /// endpoints may have actions of STS too, for everybody and with a resource
    /// (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html). The policies of
    /// repositories and other resources may have no resource, but have no action of STS.
    /// </summary>
    public static bool IsCertain(SourceNode document) =>
        Statements(document)
            .Any(statement =>
                HasStsAction(statement)
                && HasPrincipal(statement)
                && (!HasResource(statement) || !IsForEverybody(statement))
            );

    private static IEnumerable<SourceNode> Statements(SourceNode document) => document["Statement"]?.Value.AsList ?? [];

    private static bool HasPrincipal(SourceNode statement) =>
        statement["Principal"] is not null || statement["NotPrincipal"] is not null;

    private static bool HasResource(SourceNode statement) =>
        statement["Resource"] is not null || statement["NotResource"] is not null;

    private static bool HasStsAction(SourceNode statement) =>
        statement["Action"]?.Value is { } action && PolicyText.ReadList(action).Any(ActionChecks.MaySts);

    private static bool IsForEverybody(SourceNode statement) =>
        statement["Principal"]?.Value switch
        {
            { IsObject: true } principal => principal.Members.Any(member =>
                member.Value.AsList.Any(item => item.Text == "*")
            ),
            { } principal => principal.Text == "*",
            null => false,
        };
}
