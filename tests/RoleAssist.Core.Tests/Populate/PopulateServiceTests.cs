using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Populate;

public class PopulateServiceTests : ISsoDirectory, IPopulateFiles
{
    private const string Start = "https://corp.awsapps.com/start";

    private readonly AwsFiles _files = new AwsFiles().SsoSession(
        "corp",
        ("sso_start_url", Start),
        ("sso_region", "eu-west-1")
    );
    private readonly LeapingTime _time = new();
    private readonly List<(string Id, string Name, string[] Roles)> _accounts =
    [
        ("222233334444", "Shop", ["ReadOnly", "Developer"]),
        ("111122223333", "Mail room", ["Developer"]),
    ];
    private readonly List<PopulatePlan> _written = [];
    private readonly HashSet<string> _refused = [];
    private readonly PopulateService _populate;
    private int _lists;

    public PopulateServiceTests() =>
        _populate = new PopulateService(
            _files,
            new RoleChainResolver(new ProcessEnvironment([])),
            this,
            this,
            text => text,
            _time
        );

    [Fact]
    public async Task Adds_a_profile_for_each_role_in_the_order_of_the_accounts()
    {
        var plan = await PreviewAsync();

        Assert.Equal(
            ["Mail-room-Developer", "Shop-Developer", "Shop-ReadOnly"],
            plan.Added.Select(change => change.Profile)
        );
        Assert.Equal(
            [
                "sso_session = corp",
                "sso_account_id = 111122223333",
                "sso_role_name = Developer",
                "region = eu-west-1",
                "roleassist_populated = corp",
            ],
            Lines(plan.Added.First())
        );
        Assert.Empty(plan.Before);
        Assert.StartsWith(
            "[profile Mail-room-Developer]\nsso_session = corp\nsso_account_id = 111122223333\n",
            plan.After,
            StringComparison.Ordinal
        );
        Assert.Empty(_written);
    }

    [Fact]
    public async Task Adds_only_what_is_new()
    {
        _files
            .Profile("mine", Role("222233334444", "Developer"))
            .Profile(
                "older",
                ("sso_start_url", Start),
                ("sso_region", "eu-west-1"),
                ("sso_account_id", "222233334444"),
                ("sso_role_name", "ReadOnly")
            );

        var plan = await PreviewAsync();

        Assert.Equal(["Mail-room-Developer"], plan.Added.Select(change => change.Profile));
        Assert.Equal(
            ["mine", "older"],
            plan.Changes.Where(change => change.Action == PopulateAction.Keep).Select(change => change.Profile)
        );
    }

    [Fact]
    public async Task Has_nothing_to_do_the_second_time()
    {
        var plan = await PreviewAsync();
        foreach (var change in plan.Added)
        {
            _files.Profile(change.Profile, [.. change.Settings.Select(pair => (pair.Key, pair.Value))]);
        }

        var again = await PreviewAsync();
        var (_, file) = await _populate.ApplyAsync(new PopulateOptions("corp"), null, CancellationToken.None);

        Assert.True(again.IsEmpty);
        Assert.Equal(again.Before, again.After);
        Assert.Null(file);
        Assert.Empty(_written);
    }

    [Fact]
    public async Task A_taken_name_gets_the_last_four_digits_of_the_account()
    {
        _files.User("shop-developer").Profile("Mail-room-Developer-3333", ("region", "x")).User("Mail-room-Developer");

        var plan = await PreviewAsync();

        Assert.Equal(
            ["Mail-room-Developer-111122223333", "Shop-Developer-4444", "Shop-ReadOnly"],
            plan.Added.Select(change => change.Profile)
        );
        Assert.Contains(
            "'Shop-Developer' stands for another one",
            plan.Added.ElementAt(1).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Accounts_of_one_name_are_told_apart_in_both_profiles()
    {
        _accounts.Add(("999988887777", "Shop", ["ReadOnly"]));

        Assert.Equal(
            ["Mail-room-Developer", "Shop-Developer", "Shop-ReadOnly-4444", "Shop-ReadOnly-7777"],
            (await PreviewAsync()).Added.Select(change => change.Profile)
        );
    }

    [Fact]
    public async Task Says_which_role_gets_no_name()
    {
        var plan = await PreviewAsync(template: "{account}");
        _accounts[0] = ("222233334444", "Shop", ["A", "B", "C", "D"]);
        var more = await PreviewAsync(template: "{account}");

        Assert.Equal(["Mail-room", "Shop-4444", "Shop-222233334444"], plan.Added.Select(change => change.Profile));
        Assert.Equal(2, more.Notes.Count);
        Assert.Contains("The role C in Shop (222233334444) gets no profile", more.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_a_broken_section_has_is_taken()
    {
        _files.Problem(
            new Problem(ErrorCode.ConfigurationInvalid, ProblemSeverity.Warning, "Ignored.")
            {
                Subject = "Shop-Developer",
            }
        );

        Assert.Contains("Shop-Developer-4444", (await PreviewAsync()).Added.Select(change => change.Profile));
    }

    [Fact]
    public async Task Profiles_get_the_endpoints_that_all_profiles_of_the_session_share()
    {
        _files
            .Services("vpc")
            .Profile("a", [.. Role("222233334444", "A"), ("services", "vpc"), ("use_fips_endpoint", "true")])
            .Profile("b", [.. Role("222233334444", "B"), ("services", "vpc")]);

        var lines = Lines((await PreviewAsync(region: "us-gov-west-1")).Added.First());

        Assert.Contains("services = vpc", lines);
        Assert.Contains("region = us-gov-west-1", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("use_fips", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Removes_only_its_own_profiles_and_only_if_it_is_to()
    {
        _files
            .Profile("gone", [.. Role("222233334444", "Gone"), ("region", "eu-west-1"), Mark])
            .Profile("mine", Role("222233334444", "Gone"))
            .Profile("theirs", [.. Role("222233334444", "Gone"), ("roleassist_populated", "other")]);

        var plan = await PreviewAsync();
        var pruned = await PreviewAsync(prunes: true);

        Assert.Empty(plan.Removed);
        Assert.Contains("no longer has the roles of gone", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.Equal(["gone"], pruned.Removed.Select(change => change.Profile));
        Assert.Contains("[profile gone]", pruned.Before, StringComparison.Ordinal);
        Assert.DoesNotContain("[profile gone]", pruned.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_mark_makes_no_profile_of_another_session_its_own()
    {
        _files
            .SsoSession("other", ("sso_start_url", "https://other.awsapps.com/start"), ("sso_region", "eu-west-1"))
            .Profile(
                "copied",
                ("sso_session", "other"),
                ("sso_account_id", "999988887777"),
                ("sso_role_name", "Developer"),
                Mark
            )
            .Profile("gone", [.. Role("222233334444", "Gone"), Mark]);

        var plan = await PreviewAsync(prunes: true);

        Assert.Equal(["gone"], plan.Removed.Select(change => change.Profile));
        Assert.DoesNotContain("copied", plan.Before + plan.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removes_nothing_if_the_sign_in_has_no_accounts()
    {
        _accounts.Clear();
        _files.Profile("kept", [.. Role("222233334444", "Developer"), Mark]);

        var told = await PreviewAsync();
        var preview = await Assert.ThrowsAsync<RoleAssistException>(() => PreviewAsync(prunes: true));
        var apply = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _populate.ApplyAsync(new PopulateOptions("corp", Prunes: true), null, CancellationToken.None)
        );

        Assert.Empty(told.Changes);
        Assert.DoesNotContain("--prune", Assert.Single(told.Notes), StringComparison.Ordinal);
        foreach (var fault in new[] { preview, apply })
        {
            Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
            Assert.Contains("sso-session 'corp' has no accounts", fault.Message, StringComparison.Ordinal);
            Assert.NotNull(fault.Hint);
        }

        Assert.Empty(_written);
    }

    [Fact]
    public async Task A_name_in_a_hint_is_quoted_for_a_shell()
    {
        const string Odd = "x$(touch z)";
        _files
            .SsoSession(Odd, ("sso_start_url", Start), ("sso_region", "eu-west-1"))
            .Profile(
                "gone",
                ("sso_session", Odd),
                ("sso_account_id", "222233334444"),
                ("sso_role_name", "Gone"),
                ("roleassist_populated", Odd)
            );

        var plan = await _populate.PreviewAsync(new PopulateOptions(Odd), reusesList: false, CancellationToken.None);

        Assert.Contains(
            $"run roleassist populate {ShellWord.Of(Odd)} --prune.",
            Assert.Single(plan.Notes),
            StringComparison.Ordinal
        );
        Assert.NotEqual(Odd, ShellWord.Of(Odd));
    }

    [Fact]
    public async Task Keeps_its_own_profile_if_somebody_uses_it_or_has_changed_it()
    {
        _files
            .Profile("source", [.. Role("222233334444", "Gone1"), Mark])
            .Role("user", "source")
            .Profile("changed", [.. Role("222233334444", "Gone2"), Mark, ("aws_secret_access_key", "topsecret")]);

        var plan = await PreviewAsync(prunes: true);

        Assert.Empty(plan.Removed);
        var reasons = plan.Changes.ToDictionary(change => change.Profile, change => change.Reason);
        Assert.Contains("'user' uses it", reasons["source"], StringComparison.Ordinal);
        Assert.Contains("somebody has added aws_secret_access_key", reasons["changed"], StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", plan.Before + plan.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removes_no_profile_of_an_account_whose_roles_cannot_be_listed()
    {
        _refused.Add("222233334444");
        _files.Profile("unsure", [.. Role("222233334444", "Gone"), Mark]);

        var plan = await PreviewAsync(prunes: true);

        Assert.Empty(plan.Removed);
        Assert.Equal(["Mail-room-Developer"], plan.Added.Select(change => change.Profile));
        Assert.Contains("cannot be listed", Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_what_was_shown_without_listing_again()
    {
        var plan = await PreviewAsync();

        var (_, file) = await _populate.ApplyAsync(
            new PopulateOptions("corp"),
            plan.Fingerprint,
            CancellationToken.None
        );

        Assert.Equal("/config", file);
        Assert.Equal(plan.Fingerprint, Assert.Single(_written).Fingerprint);
        Assert.Equal(1, _lists);
    }

    [Fact]
    public async Task Adds_only_the_roles_that_are_wanted_and_removes_no_other()
    {
        _accounts[1] = ("111122223333", "Mail room", ["Developer", "ReadOnly"]);
        _files.Profile("kept", [.. Role("222233334444", "ReadOnly"), Mark]);

        var plan = await PreviewAsync(roles: ["Developer"], prunes: true);
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            PreviewAsync(roles: ["Developer", "developer"])
        );

        Assert.Equal(["Mail-room-Developer", "Shop-Developer"], plan.Added.Select(change => change.Profile));
        Assert.Empty(plan.Removed);
        Assert.Contains("has the role 'developer' in no account", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_again_for_another_preview_unless_the_list_is_good_enough()
    {
        await PreviewAsync();
        await PreviewAsync(template: "{role}", reusesList: true);
        Assert.Equal(1, _lists);

        await PreviewAsync();
        Assert.Equal(2, _lists);
    }

    [Fact]
    public async Task Writes_nothing_for_the_sandbox_of_an_editor()
    {
        _files.SandboxSession("corp", ("sso_start_url", Start), ("sso_region", "eu-west-1"));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => PreviewAsync());

        Assert.Contains("belongs to the sandbox", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, _lists);
    }

    [Fact]
    public async Task Lists_again_if_the_preview_is_old()
    {
        var plan = await PreviewAsync();
        _time.Leap(TimeSpan.FromMinutes(10));

        await _populate.ApplyAsync(new PopulateOptions("corp"), plan.Fingerprint, CancellationToken.None);

        Assert.Equal(2, _lists);
    }

    [Fact]
    public async Task Refuses_to_write_anything_else_than_what_was_shown()
    {
        var plan = await PreviewAsync();
        _files.User("Shop-Developer");

        foreach (
            var options in new PopulateOptions[]
            {
                new("corp"),
                new("corp", Template: "{role}"),
                new("corp", Region: "us-east-1"),
            }
        )
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
                _populate.ApplyAsync(options, plan.Fingerprint, CancellationToken.None)
            );
            Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
            Assert.Contains("not those of the preview", fault.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_written);
    }

    [Fact]
    public async Task Waits_for_a_mistake_that_may_hide_profiles()
    {
        _files.Problem(
            new Problem(ErrorCode.ConfigurationInvalid, ProblemSeverity.Error, "Line 3 is broken.")
            {
                HidesProfiles = true,
            }
        );

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => PreviewAsync());

        Assert.Contains("Line 3 is broken", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{name}", null)]
    [InlineData(null, "nowhere.example/")]
    public async Task Rejects_a_mistake_before_AWS_is_asked(string? template, string? region)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => PreviewAsync(template, region));

        Assert.Equal((ErrorCode.InvalidArgument, 0), (fault.Code, _lists));
    }

    private static (string, string) Mark => ("roleassist_populated", "corp");

    private static (string, string)[] Role(string account, string role) =>
        [("sso_session", "corp"), ("sso_account_id", account), ("sso_role_name", role)];

    private static List<string> Lines(PopulateChange change) =>
        [.. change.Settings.Select(pair => $"{pair.Key} = {pair.Value}")];

    private Task<PopulatePlan> PreviewAsync(
        string? template = null,
        string? region = null,
        bool prunes = false,
        string[]? roles = null,
        bool reusesList = false
    ) =>
        _populate.PreviewAsync(
            new PopulateOptions("corp", template, region, prunes) { Roles = roles ?? [] },
            reusesList,
            CancellationToken.None
        );

    Task<IReadOnlyList<OrganizationAccount>> ISsoDirectory.ListAccountsAsync(
        SsoSource session,
        CancellationToken cancellationToken
    )
    {
        _lists++;
        return Task.FromResult<IReadOnlyList<OrganizationAccount>>([
            .. _accounts.Select(account => new OrganizationAccount(
                account.Id,
                account.Name,
                null,
                OrganizationAccount.Active
            )),
        ]);
    }

    Task<IReadOnlyList<string>> ISsoDirectory.ListRolesAsync(
        SsoSource session,
        string account,
        CancellationToken cancellationToken
    ) =>
        _refused.Contains(account)
            ? throw new RoleAssistException(ErrorCode.AccessDenied, "No.")
            : Task.FromResult<IReadOnlyList<string>>(_accounts.First(one => one.Id == account).Roles);

    Task<string> IPopulateFiles.ApplyAsync(PopulatePlan plan, CancellationToken cancellationToken)
    {
        _written.Add(plan);
        return Task.FromResult("/config");
    }

    Task<string> IPopulateFiles.UndoAsync(string session, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();
}
