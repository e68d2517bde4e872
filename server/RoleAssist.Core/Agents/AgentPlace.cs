using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Agents;

/// <summary>What a chain of roles ends with, as far as a question about an agent names it.</summary>
/// <param name="Account">The account's 12 digits, if they are known before a session is issued.</param>
/// <param name="RoleArn">The role, if one is assumed.</param>
/// <param name="PermissionSet">The permission set, if a sign-in to Identity Center is all there is.</param>
public sealed record AgentPlace(string? Account, string? RoleArn, string? PermissionSet)
{
    public static AgentPlace Of(RoleChain chain) =>
        chain switch
        {
            { Steps: [.., AssumeRoleStep { RoleArn: var role }] } => new(
                Credentials.RoleArn.TryParse(role, out var arn) ? arn.Account : null,
                role,
                PermissionSet: null
            ),
            { Base: SsoSource { AccountId: { } account, RoleName: var set } } => new(account, RoleArn: null, set),
            _ => new(null, null, null),
        };

    /// <summary>Returns what a no is about: the same, by whichever profile it is asked for.</summary>
    public string SubjectOf(string profile) =>
        RoleArn ?? (PermissionSet is null ? profile : $"{PermissionSet} in {Account}");
}
