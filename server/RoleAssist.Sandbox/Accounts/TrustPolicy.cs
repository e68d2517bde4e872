namespace RoleAssist.Sandbox.Accounts;

/// <summary>Actions that a trust policy allows.</summary>
internal static class TrustActions
{
    public const string AssumeRole = "sts:AssumeRole";
    public const string TagSession = "sts:TagSession";
    public const string SetSourceIdentity = "sts:SetSourceIdentity";
}

/// <summary>The context in which a trust policy is evaluated.</summary>
/// <param name="ExternalId">The condition key <c>sts:ExternalId</c>.</param>
/// <param name="MfaPresent">The condition key <c>aws:MultiFactorAuthPresent</c>.</param>
internal sealed record TrustRequest(string PrincipalArn, string PrincipalAccount, string? ExternalId, bool MfaPresent);

/// <summary>One <c>Allow</c> statement: principals, actions, and the conditions that matter to AWS tools.</summary>
internal sealed record TrustPolicy(params IReadOnlyList<string> Principals)
{
    public IReadOnlyList<string> Actions { get; init; } =
    [TrustActions.AssumeRole, TrustActions.TagSession, TrustActions.SetSourceIdentity];

    public string? ExternalId { get; init; }

    public bool RequiresMfa { get; init; }

    public bool Allows(string action, TrustRequest request) =>
        Actions.Contains(action)
        && (
            Principals.Contains(request.PrincipalArn)
            || Principals.Contains($"arn:aws:iam::{request.PrincipalAccount}:root")
        )
        && (ExternalId is null || ExternalId == request.ExternalId)
        && (!RequiresMfa || request.MfaPresent);
}
