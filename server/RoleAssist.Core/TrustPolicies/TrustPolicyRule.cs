using RoleAssist.Core.TrustPolicies.Json;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>A rule about trust policies.</summary>
/// <param name="Code">The name that identifies it to programs.</param>
/// <param name="Page">The address of the page that it comes from.</param>
internal sealed record TrustPolicyRule(string Code, FindingSeverity Severity, string? Page)
{
    /// <summary>Returns the finding that a policy violates the rule.</summary>
    public TrustPolicyFinding At(SourcePlace place, string message, string hint, RelatedPlace? related = null) =>
        new(Code, Severity, message, hint, place.Line, place.Column, place.EndColumn, place.Pointer, Page, related);
}
