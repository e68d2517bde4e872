namespace RoleAssist.Core.TrustPolicies;

/// <summary>The severity of a finding in a trust policy.</summary>
public enum FindingSeverity
{
    /// <summary>AWS rejects the policy, nobody can assume the role, or more than intended can.</summary>
    Error,

    /// <summary>The policy works, but could be narrower or clearer.</summary>
    Hint,
}
