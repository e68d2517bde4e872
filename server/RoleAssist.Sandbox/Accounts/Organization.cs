using RoleAssist.Sandbox.Policies;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// An organization: a management account and numbered member accounts, which are computed when they are asked for, so
/// that 20,000 of them cost nothing.
/// </summary>
internal sealed class Organization(string managementAccount, int members)
{
    public const int MostMembers = 20_000;
    public const string Id = "o-sandbox2345";
    public const string ManagementEmail = "aws@example.com";
    public const string ManagementName = "management";

    /// <summary>The role that Organizations creates in a new member account.</summary>
    public const string AccessRole = "OrganizationAccountAccessRole";

    /// <summary>The member, if there are so many, that may read the organization like the management account.</summary>
    private const int DelegatedAdministrator = 10;

    /// <summary>
    /// Trusts the management account and requires MFA. A session of GetSessionToken passes its MFA on, so one code
    /// opens all accounts.
    /// </summary>
    private readonly PolicyDocument _trust = TrustPolicies.WithMfa($"arn:aws:iam::{managementAccount}:root");

    public string ManagementAccount => managementAccount;

    public int MemberCount => members;

    public IEnumerable<MemberAccount> Members =>
        Enumerable.Range(1, members).Select(number => new MemberAccount(number));

    public MemberAccount? Member(string account) =>
        AccountIds.NumberOf(account) is { } number && number >= 1 && number <= members
            ? new MemberAccount(number)
            : null;

    public bool Contains(string account) => account == managementAccount || Member(account) is not null;

    /// <summary>Whether an account may list the others.</summary>
    public bool IsAdministrator(string account) =>
        account == managementAccount || Member(account) is { Number: DelegatedAdministrator };

    /// <summary>
    /// Gets a role of a member account, the access role or one of Identity Center; null if the account is closed or no
    /// member.
    /// </summary>
    public Role? RoleByArn(string arn) =>
        arn.Split(':') is [_, _, _, _, var account, _] && Member(account) is { State: AccountState.Active }
            ? RolesIn(account).FirstOrDefault(role => role.Arn == arn)
            : null;

    /// <summary>The ARN of a resource of the organization.</summary>
    public string Arn(string kind, string? resource = null) =>
        $"arn:aws:organizations::{managementAccount}:{kind}/{Id}" + (resource is null ? "" : "/" + resource);

    public string ArnOf(OrganizationalUnit unit) => Arn(unit.Parent is null ? "root" : "ou", unit.Id);

    private IEnumerable<Role> RolesIn(string account) =>
        PermissionSetRole
            .OfMembers.Select(permissionSet => PermissionSetRole.Create(account, permissionSet))
            .Prepend(new Role(account, AccessRole, _trust));
}
