namespace RoleAssist.Sandbox.Policies;

/// <summary>A policy of a resource: statements about principals, actions and conditions.</summary>
internal sealed record PolicyDocument(params IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>
    /// Whether the policy allows a request: one statement allows it and none denies it
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
    /// </summary>
    public bool Allows(PolicyRequest request)
    {
        var effects = Statements
            .Where(statement => statement.AppliesTo(request))
            .Select(statement => statement.Effect)
            .ToHashSet();
        return effects.Contains(PolicyEffect.Allow) && !effects.Contains(PolicyEffect.Deny);
    }
}

internal enum PolicyEffect
{
    Allow,
    Deny,
}
