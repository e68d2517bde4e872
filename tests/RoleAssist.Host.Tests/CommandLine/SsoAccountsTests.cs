using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Environment;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.CommandLine;

/// <summary>Tests the accounts of a sign-in to Identity Center, which come in several pages.</summary>
public sealed class SsoAccountsTests(SsoAccountsTests.Organization sandbox)
    : IClassFixture<SsoAccountsTests.Organization>
{
    [Fact]
    public async Task Lists_every_account_and_role_of_a_sign_in()
    {
        var accounts = await AccountsAsync("--sso", "sandbox");

        Assert.Equal(
            [("222233334444", "development"), ("444455556666", "production")],
            accounts.Where(account => !account.Name.Contains('-', StringComparison.Ordinal)).Order()
        );
        Assert.Equal(Organization.Open + 2, accounts.Distinct().Count());
        // Every account of the organization has three roles, and each of the others one.
        Assert.Equal((Organization.Open * 3) + 2, accounts.Count);
    }

    [Fact]
    public async Task A_role_selects_the_accounts_that_have_it()
    {
        Assert.Equal(Organization.Open + 1, (await AccountsAsync("--sso", "sandbox", "--role", "Developer")).Count);
        Assert.Equal(Organization.Open + 1, (await AccountsAsync("--sso", "sandbox", "--role", "ReadOnly")).Count);
    }

    [Fact]
    public async Task Names_the_role_that_no_account_has()
    {
        var (code, console) = await RunAsync("accounts", "--sso", "sandbox", "--role", "Nobody");

        Assert.Equal(2, code);
        Assert.Contains("has the role 'Nobody' in no account", console.Errors, StringComparison.Ordinal);
    }

    private async Task<List<(string Id, string Name)>> AccountsAsync(params string[] selectors)
    {
        var (code, console) = await RunAsync(["accounts", .. selectors, "--json"]);
        Assert.True(code == 0, console.Errors);
        using var document = JsonDocument.Parse(console.Output);
        return
        [
            .. document
                .RootElement.GetProperty("accounts")
                .EnumerateArray()
                .Select(account => (account.GetProperty("id").GetString()!, account.GetProperty("name").GetString()!)),
        ];
    }

    private async Task<(int Code, FakeConsole Console)> RunAsync(params string[] args)
    {
        var console = new FakeConsole();
        await using var provider = new ServiceCollection()
            .AddRoleAssist()
            .AddSingleton(
                new ProcessEnvironment([
                    .. sandbox.Description.Environment,
                    KeyValuePair.Create("HOME", sandbox.Description.Home),
                    KeyValuePair.Create("USERPROFILE", sandbox.Description.Home),
                    KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", Path.Combine(sandbox.Description.Home, "state")),
                ])
            )
            .AddLogging()
            .BuildServiceProvider();
        return (await CommandLineApplication.RunAsync(args, console, provider), console);
    }

    /// <summary>A sandbox with an organization whose open accounts need several pages.</summary>
    public sealed class Organization : SandboxFixture
    {
        /// <summary>Two accounts of 120 are closed.</summary>
        public const int Open = 118;

        protected override int MemberAccounts => 120;
    }
}
