using System.Text.Json;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Sso;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sso;

/// <summary>Tests the lists of accounts and roles, with an organization of which two accounts are closed.</summary>
public sealed class SsoListTests
{
    private const int Members = 100;
    private const string Accounts = "/assignment/accounts";

    private readonly TestSts _sts = new(members: Members);
    private readonly SsoTokens _tokens = new(TestSts.SealingKey);
    private readonly SsoPortal _portal;

    public SsoListTests() =>
        _portal = new SsoPortal(
            new Assignments(
                "me@example.com",
                [new AssignedAccount(TestSts.OtherAccount, "other", "other@example.com", ["Admin", "Developer"])],
                _sts.Directory.Organization
            ),
            _sts.Directory,
            _tokens,
            _sts.Tokens,
            TestSts.SealingKey
        );

    private string Token =>
        _tokens.IssueAccess(SsoGrant.Begin("client", _sts.Time.GetUtcNow()), _sts.Time.GetUtcNow().AddHours(1));

    [Theory]
    [InlineData("", 20)]
    [InlineData("max_result=1", 1)]
    [InlineData("max_result=33", 33)]
    [InlineData("max_result=100", 100)]
    public void Lists_each_open_account_once(string size, int length)
    {
        var pages = Pages($"{Accounts}?{size}", "accountList", "accountId");

        Assert.All(pages.SkipLast(1), page => Assert.Equal(length, page.Count));
        Assert.InRange(pages[^1].Count, 1, length);
        Assert.Equal(
            [
                TestSts.OtherAccount,
                .. _sts
                    .Directory.Organization!.Members.Where(member => member.State == AccountState.Active)
                    .Select(member => member.Id),
            ],
            pages.SelectMany(page => page)
        );
        Assert.Equal(Members - 2 + 1, pages.Sum(page => page.Count));
    }

    [Fact]
    public void An_account_has_a_name_and_an_address()
    {
        using var json = JsonDocument.Parse(Get($"{Accounts}?max_result=2").Body);
        Assert.Equal(
            """
            [{"accountId":"222233334444","accountName":"other","emailAddress":"other@example.com"},
            {"accountId":"618033988749","accountName":"payments-prod-0001","emailAddress":"aws+payments-prod-0001@example.com"}]
            """.ReplaceLineEndings(""),
            json.RootElement.GetProperty("accountList").GetRawText()
        );
    }

    [Fact]
    public void Lists_the_roles_of_an_account()
    {
        var path = $"/assignment/roles?account_id={TestSts.OtherAccount}";

        Assert.Equal(
            [
                ["Admin", "Developer"],
            ],
            Pages(path, "roleList", "roleName")
        );
        Assert.Equal(
            [
                ["Admin"],
                ["Developer"],
            ],
            Pages($"{path}&max_result=1", "roleList", "roleName")
        );
        Assert.Equal(
            [
                ["Administrator", "Developer", "ReadOnly"],
            ],
            Pages($"/assignment/roles?account_id={AccountIds.Of(Members - 1)}", "roleList", "roleName")
        );
    }

    [Fact]
    public void A_listed_role_of_a_member_has_credentials_that_sts_knows()
    {
        var member = AccountIds.Of(7);
        using var json = JsonDocument.Parse(
            Get($"/federation/credentials?role_name=ReadOnly&account_id={member}").Body
        );
        var credentials = json.RootElement.GetProperty("roleCredentials");
        var keys = new Keys(
            credentials.GetProperty("accessKeyId").GetString()!,
            credentials.GetProperty("secretAccessKey").GetString()!,
            credentials.GetProperty("sessionToken").GetString()
        );

        Assert.StartsWith(
            $"arn:aws:sts::{member}:assumed-role/AWSReservedSSO_ReadOnly_",
            _sts.CallerIdentity(keys).Granted()["Arn"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    public void A_closed_account_has_no_roles(int number)
    {
        var account = $"account_id={AccountIds.Of(number)}";

        Assert.Equal(403, Get($"/assignment/roles?{account}").Status);
        Assert.Equal(403, Get($"/federation/credentials?role_name=ReadOnly&{account}").Status);
    }

    [Theory]
    [InlineData("made up")]
    [InlineData(null)]
    public void A_list_needs_a_login(string? token)
    {
        foreach (var path in new[] { Accounts, $"/assignment/roles?account_id={TestSts.OtherAccount}" })
        {
            var answer = Get(path, token);
            Assert.Equal(401, answer.Status);
            Assert.Contains("UnauthorizedException", answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/assignment/accounts?max_result=0")]
    [InlineData("/assignment/accounts?max_result=101")]
    [InlineData("/assignment/accounts?max_result=+1")]
    [InlineData("/assignment/accounts?max_result=")]
    [InlineData("/assignment/accounts?max_result=1&max_result=2")]
    [InlineData("/assignment/accounts?next_token=made-up")]
    [InlineData("/assignment/accounts?next_token=")]
    [InlineData("/assignment/roles")]
    [InlineData("/assignment/roles?account_id=2222")]
    public void Rejects_invalid_parameters(string target)
    {
        var answer = Get(target);
        Assert.Equal(400, answer.Status);
        Assert.Contains("InvalidRequestException", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_the_token_of_another_list()
    {
        using var json = JsonDocument.Parse(Get($"{Accounts}?max_result=1").Body);
        var next = Uri.EscapeDataString(json.RootElement.GetProperty("nextToken").GetString()!);

        Assert.Equal(200, Get($"{Accounts}?next_token={next}").Status);
        Assert.Equal(400, Get($"/assignment/roles?account_id={TestSts.OtherAccount}&next_token={next}").Status);
    }

    [Fact]
    public void An_unknown_account_is_not_found() =>
        Assert.Equal(404, Get("/assignment/roles?account_id=000000000000").Status);

    [Theory]
    [InlineData(Accounts, "ListAccounts", null)]
    [InlineData("/assignment/roles?account_id=222233334444", "ListAccountRoles", "222233334444")]
    public void A_call_is_logged_with_its_action(string target, string action, string? account)
    {
        var claimed = _portal.Claimed(SignableRequest.Create("GET", target, [], []));
        Assert.Equal((action, account), (claimed.Action, claimed.Account));
    }

    private List<List<string>> Pages(string target, string list, string property)
    {
        var pages = new List<List<string>>();
        for (var next = ""; ; )
        {
            var answer = Get(target + next);
            Assert.Equal(200, answer.Status);
            using var json = JsonDocument.Parse(answer.Body);
            pages.Add([
                .. json
                    .RootElement.GetProperty(list)
                    .EnumerateArray()
                    .Select(item => item.GetProperty(property).GetString()!),
            ]);
            if (!json.RootElement.TryGetProperty("nextToken", out var token))
            {
                return pages;
            }

            next = $"&next_token={Uri.EscapeDataString(token.GetString()!)}";
        }
    }

    private ServiceAnswer Get(string target) => Get(target, Token);

    private ServiceAnswer Get(string target, string? token) =>
        _portal.Answer(
            SignableRequest.Create("GET", target, token is null ? [] : [new("x-amz-sso_bearer_token", token)], []),
            _sts.Time.GetUtcNow()
        );
}
