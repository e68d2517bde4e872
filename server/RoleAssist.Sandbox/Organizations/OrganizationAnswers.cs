using RoleAssist.Sandbox.Accounts;

namespace RoleAssist.Sandbox.Organizations;

/// <summary>Describes accounts and units as Organizations does.</summary>
internal static class OrganizationAnswers
{
    /// <summary>All accounts, the management account first.</summary>
    public static IEnumerable<AccountAnswer> Accounts(Organization organization) =>
        organization.Members.Select(member => Account(organization, member)).Prepend(Management(organization));

    public static IEnumerable<AccountAnswer> AccountsIn(Organization organization, OrganizationalUnit parent) =>
        parent == OrganizationalUnit.Root
            ? [Management(organization)]
            : organization
                .Members.Where(member => member.Unit == parent)
                .Select(member => Account(organization, member));

    public static UnitAnswer Unit(Organization organization, OrganizationalUnit unit) =>
        new(unit.Id, organization.ArnOf(unit), unit.Name, $"{Organization.Id}/{unit.IdPath}");

    private static AccountAnswer Account(Organization organization, MemberAccount member) =>
        new(
            member.Id,
            organization.Arn("account", member.Id),
            member.Email,
            member.Name,
            Words(member.State),
            Words(member.State),
            [$"{Organization.Id}/{member.Unit.IdPath}{member.Id}/"],
            "CREATED",
            member.Joined.ToUnixTimeSeconds()
        );

    private static AccountAnswer Management(Organization organization) =>
        new(
            organization.ManagementAccount,
            organization.Arn("account", organization.ManagementAccount),
            Organization.ManagementEmail,
            Organization.ManagementName,
            Words(AccountState.Active),
            Words(AccountState.Active),
            [$"{Organization.Id}/{OrganizationalUnit.Root.IdPath}{organization.ManagementAccount}/"],
            "INVITED",
            User.Created.ToUnixTimeSeconds()
        );

    private static string Words(AccountState state) =>
        state switch
        {
            AccountState.Suspended => "SUSPENDED",
            AccountState.PendingClosure => "PENDING_CLOSURE",
            _ => "ACTIVE",
        };
}
