using RoleAssist.Core.TrustPolicies.Json;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>A rule about trust policies.</summary>
/// <param name="Code">The name that identifies it to programs.</param>
internal sealed record TrustPolicyRule(string Code, FindingSeverity Severity)
{
    /// <summary>Returns the finding that a policy violates the rule.</summary>
    public TrustPolicyFinding At(SourcePlace place, string message, string hint) =>
        new(Code, Severity, message, hint, place.Line, place.Column, place.Pointer);
}
