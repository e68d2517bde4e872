using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Accounts;

namespace RoleAssist.Sandbox.Organizations;

/// <summary>
/// The actions that read an organization, for example
/// https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html.
/// </summary>
internal sealed partial class OrganizationActions(Pages pages)
{
    private static readonly PolicyType[] PolicyTypes = [new("SERVICE_CONTROL_POLICY", "ENABLED")];

    public ListAccountsAnswer ListAccounts(Organization organization, OrganizationsRequest request)
    {
        var (accounts, next) = pages.Read(nameof(ListAccounts), OrganizationAnswers.Accounts(organization), request);
        return new ListAccountsAnswer(accounts, next);
    }

    /// <summary>Lists the accounts directly in a root or unit, not those below.</summary>
    public ListAccountsAnswer ListAccountsForParent(Organization organization, OrganizationsRequest request)
    {
        var parent = Parent(request);
        var (accounts, next) = pages.Read(
            $"{nameof(ListAccountsForParent)} {parent.Id}",
            OrganizationAnswers.AccountsIn(organization, parent),
            request
        );
        return new ListAccountsAnswer(accounts, next);
    }

    public ListRootsAnswer ListRoots(Organization organization, OrganizationsRequest request)
    {
        var root = OrganizationalUnit.Root;
        var (roots, next) = pages.Read(
            nameof(ListRoots),
            [new RootAnswer(root.Id, organization.ArnOf(root), root.Name, PolicyTypes)],
            request
        );
        return new ListRootsAnswer(roots, next);
    }

    public ListUnitsAnswer ListUnits(Organization organization, OrganizationsRequest request)
    {
        var parent = Parent(request);
        var (units, next) = pages.Read(
            $"{nameof(ListUnits)} {parent.Id}",
            OrganizationalUnit
                .All.Where(unit => unit.Parent == parent)
                .Select(unit => OrganizationAnswers.Unit(organization, unit)),
            request
        );
        return new ListUnitsAnswer(units, next);
    }

    public ListTagsAnswer ListTags(Organization organization, OrganizationsRequest request)
    {
        var id = Required(request.ResourceId, nameof(request.ResourceId), ResourceId());
        var isKnown = organization.Contains(id) || OrganizationalUnit.All.Any(unit => unit.Id == id);
        var (tags, next) = pages.Read(
            $"{nameof(ListTags)} {id}",
            isKnown ? organization.Member(id)?.Tags ?? [] : throw OrganizationsErrors.TargetNotFound(),
            request
        );
        return new ListTagsAnswer([.. tags.Select(tag => new TagAnswer(tag.Key, tag.Value))], next);
    }

    public static DescribeOrganizationAnswer Describe(Organization organization) =>
        new(
            new OrganizationAnswer(
                Organization.Id,
                organization.Arn("organization"),
                "ALL",
                organization.Arn("account", organization.ManagementAccount),
                organization.ManagementAccount,
                Organization.ManagementEmail,
                PolicyTypes
            )
        );

    private static OrganizationalUnit Parent(OrganizationsRequest request)
    {
        var id = Required(request.ParentId, nameof(request.ParentId), ParentId());
        return OrganizationalUnit.All.FirstOrDefault(unit => unit.Id == id)
            ?? throw OrganizationsErrors.ParentNotFound();
    }

    private static string Required(string? value, string name, Regex pattern) =>
        value is null ? throw OrganizationsErrors.Missing(name)
        : pattern.IsMatch(value) ? value
        : throw OrganizationsErrors.WrongPattern();

    [GeneratedRegex(@"^((r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}))\z")]
    private static partial Regex ParentId();

    [GeneratedRegex(
        @"^((r-[0-9a-z]{4,32})|([0-9]{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})|(p-[0-9a-zA-Z_]{8,128})|(rp-[0-9a-zA-Z_]{4,128})|(rt-[0-9a-zA-Z_]{8,32}))\z"
    )]
    private static partial Regex ResourceId();
}
