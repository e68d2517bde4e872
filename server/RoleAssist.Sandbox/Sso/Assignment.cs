using RoleAssist.Sandbox.Iam;

namespace RoleAssist.Sandbox.Sso;

/// <summary>A user of Identity Center has a permission set in an account, where a role was made for it.</summary>
internal sealed record Assignment(string UserName, string PermissionSet, Role Role);
