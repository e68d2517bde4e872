using RoleAssist.Core.Accounts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Accounts;

namespace RoleAssist.Host.Tests.Accounts;

public class FileAccountsTests
{
    private readonly AccountTemplate _template = new("reader", "hub", "eu-west-1");

    [Fact]
    public async Task A_row_uses_its_profile_its_role_or_the_role_of_the_selection()
    {
        var accounts = await Read(
            "id,profile,role,regions,env\n000000000001,p,ignored,,prod\n000000000002,,own,us-east-1,\n000000000003,,,,"
        );

        Assert.Equal(
            ["p", "arn:aws:iam::000000000002:role/own", "arn:aws:iam::000000000003:role/reader"],
            accounts.Select(account => account.Key)
        );
        Assert.Equal([null, "hub", "hub"], accounts.Select(account => account.Target.SourceProfile));
        Assert.Equal("prod", accounts[0].Attributes["env"]);
        Assert.Equal(["us-east-1"], accounts[1].Regions);
        Assert.Empty(accounts[2].Regions);
    }

    [Fact]
    public async Task Stdin_is_read_once_even_if_a_code_is_asked_for_in_between()
    {
        var read = 0;
        var accounts = new FileAccounts(
            _ => Task.FromResult(AccountsFile.Parse("on stdin", $"id\n00000000000{++read}")),
            _template,
            ProfileSet.Empty
        );

        await accounts.ReadAsync(null, CancellationToken.None);
        await accounts.ReadAsync("123456", CancellationToken.None);

        Assert.Equal(1, read);
    }

    [Fact]
    public async Task A_region_that_is_none_is_an_error()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Read("id,regions\n000000000001,\"eu-west-1,Frankfurt/Main\"")
        );

        Assert.Equal(
            "Account 000000000001 of the accounts file has the region 'Frankfurt/Main', which is none.",
            fault.Message
        );
    }

    [Theory]
    [InlineData("id,profile\n000000000001,shop", "Profile 'shop' is in account 000000000002, not in 000000000001")]
    [InlineData(
        "id,role\n000000000001,arn:aws:iam::000000000002:role/x",
        "The role arn:aws:iam::000000000002:role/x is in account 000000000002, not in 000000000001"
    )]
    [InlineData("id,role\n000000000001,../../x", "'000000000001/../../x' does not name a role.")]
    [InlineData("id,role\n000000000001,a//x", "'000000000001/a//x' does not name a role.")]
    public async Task A_role_or_profile_that_is_not_the_accounts_is_an_error(string text, string words)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Read(text));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.StartsWith(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_knows_its_line() =>
        Assert.Equal(
            ["line 3", "line 6"],
            (await Read("\nid,note\n000000000001,\"a\nb\"\n\n000000000002,c")).Select(account => account.Place)
        );

    private static ProfileSet Profiles { get; } =
        new(
            [new Profile("shop", new Dictionary<string, Setting> { ["sso_account_id"] = new("000000000002") })],
            ProfileSet.Empty.Services,
            []
        );

    private Task<IReadOnlyList<SelectedAccount>> Read(string text) =>
        new FileAccounts(_ => Task.FromResult(AccountsFile.Parse("x", text)), _template, Profiles).ReadAsync(
            null,
            CancellationToken.None
        );
}
