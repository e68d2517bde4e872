namespace RoleAssist.Core.Chains;

/// <summary>An account and role that a sign-in to IAM Identity Center may use.</summary>
/// <param name="Session">The name of the <c>[sso-session]</c> section.</param>
/// <param name="AccountId">The account's 12 digits.</param>
/// <param name="RoleName">The name of the permission set's role.</param>
public sealed record SsoAccount(string Session, string AccountId, string RoleName)
{
    /// <summary>Returns the account and role, as a name where a profile would have one.</summary>
    public override string ToString() => $"{Session}/{AccountId}/{RoleName}";
}
