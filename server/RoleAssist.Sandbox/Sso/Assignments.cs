using RoleAssist.Sandbox.Accounts;

namespace RoleAssist.Sandbox.Sso;

/// <summary>An account, and the permission sets that a user of Identity Center has in it.</summary>
internal sealed record AssignedAccount(string Id, string Name, string Email, IReadOnlyList<string> PermissionSets);

/// <summary>
/// What the user of Identity Center can use: some accounts, and three permission sets in each open account of the
/// organization.
/// </summary>
internal sealed class Assignments(string userName, IReadOnlyList<AssignedAccount> assigned, Organization? organization)
{
    public string UserName => userName;

    public IEnumerable<AssignedAccount> Accounts =>
        assigned.Concat((organization?.Members ?? []).Where(IsOpen).Select(member => Of(member)));

    /// <summary>Gets the permission sets in an account; none if the user has no access to it.</summary>
    public IReadOnlyList<string> PermissionSetsIn(string account) =>
        assigned.FirstOrDefault(known => known.Id == account) is { } one ? one.PermissionSets
        : organization?.Member(account) is { } member && IsOpen(member) ? Of(member).PermissionSets
        : [];

    private static bool IsOpen(MemberAccount member) => member.State == AccountState.Active;

    private static AssignedAccount Of(MemberAccount member) =>
        new(member.Id, member.Name, member.Email, PermissionSetRole.OfMembers);
}
