using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// The role that Identity Center creates in an account for a permission set, and that only it can assume
/// (https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html).
/// </summary>
internal static class PermissionSetRole
{
    public const string ReadOnly = "ReadOnly";
    public const string Developer = "Developer";
    public const string Administrator = "Administrator";

    /// <summary>The permission sets in every account of an organization.</summary>
    public static IReadOnlyList<string> OfMembers { get; } = [Administrator, Developer, ReadOnly];

    public static Role Create(string account, string permissionSet)
    {
        var hash = UniqueId.ForEntity("", account + permissionSet)[..16].ToLowerInvariant();
        return new Role(account, $"AWSReservedSSO_{permissionSet}_{hash}", TrustPolicies.ForNobody)
        {
            Path = "/aws-reserved/sso.amazonaws.com/",
        };
    }
}
