namespace RoleAssist.Sandbox.Policies;

/// <summary>
/// What a policy says about an action
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
/// </summary>
public enum PolicyVerdict
{
    Allowed,

    /// <summary>No statement allows the action, and none denies it.</summary>
    NotAllowed,

    /// <summary>A statement denies the action.</summary>
    Denied,
}
