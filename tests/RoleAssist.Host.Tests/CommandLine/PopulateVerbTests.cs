using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

/// <summary>Which profiles go, with a real config file and the accounts of a fake Identity Center.</summary>
public sealed class PopulateVerbTests : ISsoDirectory, IDisposable
{
    private const string Gone = """
        [profile Shop-Gone]
        sso_session = corp
        sso_account_id = 222233334444
        sso_role_name = Gone
        roleassist_populated = corp

        """;

    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly List<string> _accounts = ["222233334444"];
    private int _lists;

    public PopulateVerbTests() =>
        File.WriteAllText(
            Config,
            $"[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n\n{Gone}"
        );

    private string Config => Path.Combine(_home, "config");

    private bool IsGone => !File.ReadAllText(Config).Contains("[profile Shop-Gone]", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("y", true)]
    [InlineData("n", false)]
    [InlineData("", false)]
    public async Task A_person_is_asked_before_a_profile_is_removed(string answer, bool isRemoved)
    {
        var console = new ScriptedConsole(answer);

        var code = await RunAsync(console, "--prune");

        Assert.StartsWith(
            "1 profile would be removed: Shop-Gone. Go on? [y/N] ",
            console.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal((isRemoved ? 0 : 6, isRemoved), (code, IsGone));
        Assert.Equal(1, _lists);
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_removed_unless_an_option_confirms()
    {
        var before = await File.ReadAllTextAsync(Config);
        var console = new ScriptedConsole();

        Assert.Equal(6, await RunAsync(console, "--prune"));
        Assert.Contains("error ConfirmationRequired: 1 profile would be", console.Errors, StringComparison.Ordinal);
        Assert.Contains("then add --yes.", console.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Config));

        Assert.Equal(0, await RunAsync(new ScriptedConsole(), "--prune", "--yes"));
        Assert.True(IsGone);
    }

    [Theory]
    [InlineData("--prune", "--dry-run")]
    [InlineData("--quiet")]
    public async Task What_removes_nothing_asks_nothing(params string[] options)
    {
        var console = new ScriptedConsole("n");

        Assert.Equal(0, await RunAsync(console, options));

        Assert.DoesNotContain("Go on?", console.Errors, StringComparison.Ordinal);
        Assert.False(IsGone);
    }

    [Fact]
    public async Task A_sign_in_without_accounts_removes_nothing_even_with_yes()
    {
        _accounts.Clear();
        var before = await File.ReadAllTextAsync(Config);
        var console = new ScriptedConsole();

        Assert.Equal(2, await RunAsync(console, "--prune", "--yes"));

        Assert.Contains("sso-session 'corp' has no accounts", console.Errors, StringComparison.Ordinal);
        Assert.Contains("hint: Sign out and in again", console.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Config));
    }

    private async Task<int> RunAsync(ScriptedConsole console, params string[] options)
    {
        await using var provider = new ServiceCollection()
            .AddRoleAssist()
            .AddSingleton(
                new ProcessEnvironment([
                    KeyValuePair.Create("HOME", _home),
                    KeyValuePair.Create("USERPROFILE", _home),
                    KeyValuePair.Create("AWS_CONFIG_FILE", Config),
                    KeyValuePair.Create("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(_home, "credentials")),
                    KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", Path.Combine(_home, "state")),
                ])
            )
            .AddSingleton<ISsoDirectory>(this)
            .AddLogging()
            .BuildServiceProvider();
        return await CommandLineApplication.RunAsync(["populate", "corp", .. options], console, provider);
    }

    Task<IReadOnlyList<OrganizationAccount>> ISsoDirectory.ListAccountsAsync(
        SsoSource session,
        CancellationToken cancellationToken
    )
    {
        _lists++;
        return Task.FromResult<IReadOnlyList<OrganizationAccount>>([
            .. _accounts.Select(id => new OrganizationAccount(id, "Shop", null, OrganizationAccount.Active)),
        ]);
    }

    Task<IReadOnlyList<string>> ISsoDirectory.ListRolesAsync(
        SsoSource session,
        string account,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string>>(["Developer"]);
}
