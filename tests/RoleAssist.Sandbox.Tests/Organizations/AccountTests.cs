using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Samples;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Organizations;

/// <summary>Tests the accounts of an organization.</summary>
public sealed class AccountTests
{
    [Fact]
    public void Every_account_has_an_id_of_its_own()
    {
        var ids = Enumerable.Range(1, Organization.MostMembers).Select(AccountIds.Of).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9]{12}$", id));
        Assert.Contains(ids, id => id.StartsWith('0'));
        Assert.Equal(Enumerable.Range(1, ids.Count), ids.Select(id => AccountIds.NumberOf(id) ?? 0));
    }

    [Fact]
    public void No_sample_account_is_a_member()
    {
        var organization = new Organization(SampleAccounts.Home, Organization.MostMembers);
        Assert.All(
            [
                SampleAccounts.Home,
                SampleAccounts.Development,
                SampleAccounts.Production,
                "555566667777",
                "777788889999",
            ],
            id => Assert.Null(organization.Member(id))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x11122223333")]
    [InlineData("999999999999")]
    [InlineData("٠١٢٣٤٥٦٧٨٩٠١")]
    public void Other_text_is_no_account(string id) =>
        Assert.Null(new Organization(SampleAccounts.Home, Organization.MostMembers).Member(id));

    [Fact]
    public void One_account_of_50_is_closed_and_every_unit_has_accounts()
    {
        var members = new Organization(SampleAccounts.Home, 1000).Members.ToList();
        Assert.Equal(10, members.Count(account => account.State == AccountState.Suspended));
        Assert.Equal(10, members.Count(account => account.State == AccountState.PendingClosure));
        Assert.Equal(["Prod", "Stage", "Dev", "Sandbox"], members.Select(account => account.Unit.Name).Distinct());
        Assert.Equal(members.Count, members.Select(account => account.Name).Distinct().Count());
    }

    [Fact]
    public void The_access_role_requires_the_mfa_of_the_management_account()
    {
        var sts = new TestSts(members: 50);
        var role = $"arn:aws:iam::{AccountIds.Of(1)}:role/OrganizationAccountAccessRole";
        Assert.Equal("AccessDenied", Assume(sts, sts.AliceKeys, role).Code);
        Assert.Equal("AccessDenied", Assume(sts, sts.SessionOf(sts.AliceKeys, mfa: false), role).Code);
        var session = sts.SessionOf(sts.AliceKeys, mfa: true);
        for (var number = 1; number < 50; number++)
        {
            var account = AccountIds.Of(number);
            var arn = $"arn:aws:iam::{account}:role/OrganizationAccountAccessRole";
            Assert.Equal(account, sts.CallerIdentity(Assume(sts, session, arn).Keys)["Account"]);
        }
    }

    [Theory]
    [InlineData(50, "OrganizationAccountAccessRole")]
    [InlineData(51, "OrganizationAccountAccessRole")]
    [InlineData(1, "Other")]
    public void A_closed_or_unknown_account_has_no_role(int number, string role)
    {
        var sts = new TestSts(members: 50);
        var arn = $"arn:aws:iam::{AccountIds.Of(number)}:role/{role}";
        Assume(sts, sts.SessionOf(sts.AliceKeys, mfa: true), arn)
            .Refused(
                403,
                "AccessDenied",
                $"User: {sts.Alice.Arn} is not authorized to perform: sts:AssumeRole on resource: {arn}"
            );
    }

    private static Answer Assume(TestSts sts, Keys keys, string role) =>
        sts.Call(keys, "AssumeRole", ("RoleArn", role), ("RoleSessionName", "session"));
}
