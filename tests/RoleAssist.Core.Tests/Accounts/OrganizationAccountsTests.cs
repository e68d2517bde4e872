using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Accounts;

public sealed class OrganizationAccountsTests : IDisposable
{
    private readonly SessionsInMemory _sessions = new(
        new AwsFiles()
            .User("hub", ("region", "eu-central-1"))
            .User("china", ("region", "cn-north-1"))
            .Role("guarded", "hub", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"))
    );

    private readonly FakeOrganization _organization = new FakeOrganization()
        .Unit("ou-work", "Workloads")
        .Unit("ou-prod", "Prod", parent: "ou-work")
        .Unit("ou-deep", "Deep", parent: "ou-prod")
        .Unit("ou-other", "Other")
        .Unit("ou-prod2", "Prod", parent: "ou-other")
        .Account("000000000001", "manager", isManagement: true)
        .Account("000000000002", "gone", state: "SUSPENDED")
        .Account("000000000003", "work", parent: "ou-work")
        .Account("000000000004", "shop", parent: "ou-prod")
        .Account("000000000005", "pay", parent: "ou-deep")
        .Account("000000000006", "closed", parent: "ou-deep", state: "PENDING_CLOSURE")
        .Account("000000000007", "lab", parent: "ou-prod2")
        .Tag("000000000004", "env", "prod")
        .Tag("000000000004", "Email", "fake")
        .Tag("000000000004", "ou", "fake")
        .Tag("000000000004", "Env", "dev");

    private readonly SelectionNotes _observer = new();

    public void Dispose() => _sessions.Dispose();

    [Fact]
    public async Task Only_active_accounts_are_taken_with_the_role_of_the_template()
    {
        var accounts = await Read();

        Assert.Equal("work shop pay lab", NamesOf(accounts));
        Assert.Equal("arn:aws:iam::000000000004:role/reader", accounts[1].RoleArn);
        Assert.Equal("hub", accounts[1].Target.SourceProfile);
        Assert.Equal(["accounts of all"], _organization.Calls);
    }

    [Theory]
    [InlineData("ou-work", "work shop pay")]
    [InlineData("Workloads/Prod", "shop pay")]
    [InlineData("/workloads/prod/", "shop pay")]
    [InlineData("Prod", "lab shop pay")]
    [InlineData("ou-deep", "pay")]
    [InlineData("ou-deep,Workloads", "work shop pay")]
    [InlineData("r-1", "work lab shop pay")]
    [InlineData("/", "work lab shop pay")]
    public async Task A_unit_is_taken_by_id_name_or_path_with_all_below(string units, string names) =>
        Assert.Equal(
            names.Split(' ').Order(),
            (await Read(units: units.Split(','))).Select(account => account.Name).Order()
        );

    [Fact]
    public async Task The_path_of_the_unit_is_an_attribute() =>
        Assert.Equal("Workloads/Prod/Deep", Assert.Single(await Read(units: ["ou-deep"])).Attributes["ou"]);

    [Theory]
    [InlineData("Nowhere")]
    [InlineData("Prod/Workloads")]
    [InlineData("")]
    public async Task A_unit_that_does_not_exist_is_an_error(string unit)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Read(units: ["ou-deep", unit]));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Equal($"The organization of profile 'hub' has no organizational unit '{unit}'.", fault.Message);
    }

    [Fact]
    public async Task Tags_are_read_of_active_accounts_when_needed_and_never_replace_facts()
    {
        var accounts = await Read(tags: TagReading.Required, units: ["ou-prod"]);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["email"] = "shop@example.com",
                ["ou"] = "Workloads/Prod",
                ["env"] = "prod",
                ["Env"] = "dev",
                ["tag:Email"] = "fake",
                ["tag:ou"] = "fake",
            },
            accounts[0].Attributes
        );
        Assert.Equal(
            ["tags of 000000000004", "tags of 000000000005"],
            _organization.Calls.Where(call => call.StartsWith("tags", StringComparison.Ordinal)).Order()
        );
    }

    [Fact]
    public async Task The_management_account_is_left_out_with_a_note_unless_it_is_wanted()
    {
        await Read();
        var note = Assert.Single(_observer.Notes);
        var wanted = await Read(withManagement: true);

        Assert.Equal(
            "The management account manager (000000000001) is left out. --include-management takes it in.",
            note
        );
        Assert.Single(_observer.Notes);
        Assert.Equal("manager work shop pay lab", NamesOf(wanted));
        Assert.Equal("true", wanted[0].Attributes["management"]);
        Assert.DoesNotContain("management", wanted[1].Attributes);
    }

    [Fact]
    public async Task Accounts_whose_tags_may_not_be_read_may_be_production()
    {
        _organization.TagFault = new RoleAssistException(ErrorCode.AccessDenied, "AWS denied it.");
        var production = new RoleAssist.Core.Security.ProductionRules(["prod"]);

        var accounts = await Read(tags: TagReading.IfAllowed, units: ["ou-work"]);

        Assert.All(accounts, account => Assert.True(ProductionAccounts.Matches(production, account)));
        Assert.Equal(
            "The tags of 3 of 3 accounts cannot be read, so these count as production. AWS denied it.",
            Assert.Single(_observer.Notes, note => note.StartsWith("The tags", StringComparison.Ordinal))
        );
        await Assert.ThrowsAsync<RoleAssistException>(() => Read(tags: TagReading.Required));
    }

    [Fact]
    public async Task Tags_make_an_account_production_and_reading_them_is_told()
    {
        var production = new RoleAssist.Core.Security.ProductionRules(["prod"]);

        var accounts = await Read(tags: TagReading.IfAllowed, units: ["ou-work"]);

        Assert.Equal("shop", NamesOf(accounts.Where(account => ProductionAccounts.Matches(production, account))));
        Assert.Equal((3, 3), _observer.Progress.Max());
    }

    [Fact]
    public async Task The_profile_signs_in_its_own_partition()
    {
        await Read("china");

        Assert.Equal("china", _organization.Caller!.Profile);
        Assert.Equal("organizations.cn-northwest-1.amazonaws.com.cn", _organization.Caller.Endpoint.Url.Host);
    }

    [Fact]
    public async Task A_code_is_asked_for_and_used()
    {
        var needed = await Assert.ThrowsAsync<RoleAssistException>(() => Read("guarded"));
        await Read("guarded", code: "123456");

        Assert.Equal(ErrorCode.MfaRequired, needed.Code);
        Assert.Contains(_sessions.Sts.Calls, call => call.Contains("and code 123456", StringComparison.Ordinal));
    }

    private Task<IReadOnlyList<SelectedAccount>> Read(
        string profile = "hub",
        string[]? units = null,
        TagReading tags = TagReading.No,
        string? code = null,
        bool withManagement = false
    ) =>
        new OrganizationAccounts(
            _sessions.Service,
            new RoleChainResolver(new ProcessEnvironment([])),
            _sessions.Files,
            _organization,
            TimeProvider.System,
            new OrganizationRequest(
                profile,
                units ?? [],
                tags,
                new AccountTemplate("reader", profile, null),
                new SessionOptions { Preference = MfaPreference.Prime }
            )
            {
                WithManagement = withManagement,
            },
            _observer
        ).ReadAsync(code, CancellationToken.None);

    private static string NamesOf(IEnumerable<SelectedAccount> accounts) =>
        string.Join(' ', accounts.Select(account => account.Name));
}
