namespace RoleAssist.Contracts;

/// <summary>An account and role of a sign-in to IAM Identity Center, for which no profile is needed.</summary>
/// <param name="Session">The name of the <c>sso-session</c>.</param>
/// <param name="AccountId">The account ID, 12 digits.</param>
/// <param name="RoleName">The permission set's role.</param>
public sealed record SsoAccountRole(string Session, string AccountId, string RoleName);

/// <param name="Session">The name of the <c>sso-session</c>.</param>
public sealed record ListSsoAccountsParams(string Session);

/// <param name="Accounts">The accounts, in the order of their names.</param>
public sealed record SsoAccountList(IReadOnlyList<SsoAccountInfo> Accounts);

/// <summary>An account that a sign-in may use.</summary>
/// <param name="AccountId">The account ID, 12 digits.</param>
/// <param name="Name">The account's name.</param>
public sealed record SsoAccountInfo(string AccountId, string Name);

/// <param name="Session">The name of the <c>sso-session</c>.</param>
/// <param name="AccountId">The account ID, 12 digits.</param>
public sealed record ListSsoRolesParams(string Session, string AccountId);

/// <param name="Roles">The roles, in the order of their names.</param>
public sealed record SsoRoleList(IReadOnlyList<SsoRoleInfo> Roles);

/// <summary>A role that a sign-in may use in an account.</summary>
/// <param name="RoleName">The permission set's role.</param>
/// <param name="Profile">The first profile that has this role. Absent if none has.</param>
public sealed record SsoRoleInfo(string RoleName, string? Profile = null);
