using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Tests.Home;

/// <summary>Tests the sample files of an organization.</summary>
public sealed class OrganizationFileTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-sandbox-test-").FullName;

    private string ConfigFile => Path.Combine(_home, ".aws", "config");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Lists_every_account()
    {
        await using var sandbox = await StartAsync(120);
        var organization = sandbox.Description.Organization!;
        Assert.Equal(("111122223333", 120), (organization.ManagementAccount, organization.Members));
        var lines = await File.ReadAllLinesAsync(organization.AccountsFile);
        Assert.Equal("id,name,env,team,ou", lines[0]);
        Assert.Equal(120, lines.Length - 1);
        Assert.Equal($"{AccountIds.Of(1)},payments-prod-0001,prod,payments,Workloads/Prod", lines[1]);
        Assert.Equal($"{AccountIds.Of(12)},platform-dev-0012,dev,platform,Sandbox", lines[12]);
    }

    [Fact]
    public async Task The_first_accounts_that_are_not_closed_have_a_profile()
    {
        await using var sandbox = await StartAsync(60);
        var config = await File.ReadAllTextAsync(ConfigFile);
        var profiles = sandbox.Description.Profiles.SkipWhile(profile => profile != "org").ToList();
        Assert.Equal(50, profiles.Count);
        Assert.DoesNotContain(new MemberAccount(50).Name, profiles);
        Assert.All(profiles, profile => Assert.Contains($"\n[profile {profile}]\n", config, StringComparison.Ordinal));
        Assert.Contains(
            $"""

            [profile payments-prod-0001]
            role_arn = arn:aws:iam::{AccountIds.Of(1)}:role/OrganizationAccountAccessRole
            source_profile = org
            mfa_serial = arn:aws:iam::111122223333:mfa/alice
            region = eu-central-1
            services = sandbox

            """,
            config,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_existing_home_gets_the_profiles_once()
    {
        await (await StartAsync(0)).DisposeAsync();
        Assert.DoesNotContain("[profile org]", await File.ReadAllTextAsync(ConfigFile), StringComparison.Ordinal);
        await (await StartAsync(2)).DisposeAsync();
        await (await StartAsync(2)).DisposeAsync();
        Assert.Equal(2, (await File.ReadAllTextAsync(ConfigFile)).Split("[profile org]").Length);
        var credentials = await File.ReadAllTextAsync(Path.Combine(_home, ".aws", "credentials"));
        Assert.Equal(2, credentials.Split("[org]").Length);
        Assert.Equal(2, credentials.Split("[home]").Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(20_001)]
    public async Task Rejects_an_impossible_number(int members)
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() => StartAsync(members));
        Assert.Equal(
            $"An organization can have up to 20000 member accounts, not {members}. Specify another number with --accounts.",
            error.Message
        );
    }

    private Task<SandboxServer> StartAsync(int members) =>
        SandboxServer.StartAsync(new SandboxOptions { Home = _home, MemberAccounts = members }, CancellationToken.None);
}
