using RoleAssist.Sandbox.Accounts;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// Assigns a permission set in an account, with the role created for it, to a user of Identity Center.
/// </summary>
internal sealed record Assignment(string UserName, string PermissionSet, Role Role);
