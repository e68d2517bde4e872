using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Console;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Console;

public sealed class OpenConsoleHandlerTests : IDisposable
{
    private const string Serial = "arn:aws:iam::123456789012:mfa/ana";
    private const int TwelveHours = 43_200;

    private readonly SessionsInMemory _sessions = new(
        new AwsFiles()
            .User("home", ("region", "eu-west-1"))
            .User("guarded", ("mfa_serial", Serial))
            .Role("dev", "home")
            .Role("admin", "home", ("mfa_serial", Serial))
            .Role("audit", "admin")
            .SsoSession("work", ("sso_start_url", "https://work.awsapps.com/start#/"), ("sso_region", "eu-west-1"))
            .Profile("sso", ("sso_session", "work"), ("sso_account_id", "111122223333"), ("sso_role_name", "Dev&Ops"))
            .Profile("program", ("credential_process", "print-keys"))
            .Role("behind-program", "program")
            .Profile(
                "secret",
                ("role_arn", "arn:aws-iso:iam::123456789012:role/x"),
                ("source_profile", "home"),
                ("region", "us-iso-east-1")
            )
            .Role("elsewhere", "home", ("endpoint_url", "http://127.0.0.1:4566/sts"))
    );
    private readonly FakeFederation _federation;

    public OpenConsoleHandlerTests() => _federation = new FakeFederation(_sessions.Time);

    public void Dispose() => _sessions.Dispose();

    [Fact]
    public async Task Signs_a_role_in_at_the_page_that_is_wanted()
    {
        var link = await PrepareAsync("dev", new ConsolePlace("s3", "eu-central-1"));
        Assert.Empty(_federation.Asked);

        var address = await CreateHandler().SignInAsync(link, CancellationToken.None);

        Assert.Equal(
            "https://signin.aws.amazon.com/federation?Action=login&Issuer="
                + "&Destination=https%3A%2F%2Feu-central-1.console.aws.amazon.com%2Fs3%2Fhome%3Fregion%3Deu-central-1"
                + "&SigninToken=token%2B%2F%3D",
            address.AbsoluteUri
        );
        Assert.Equal(("s3", "eu-central-1"), (link.Destination.Service, link.Destination.Region));
    }

    [Theory]
    [InlineData("dev", null, null, "1 h", "On request it lasts up to 12 h.")]
    [InlineData("dev", TwelveHours, TwelveHours, "12 h", "")]
    [InlineData("admin", null, null, "1 h", "for an MFA code of its own")]
    [InlineData("admin", TwelveHours, TwelveHours, "12 h", "")]
    [InlineData(
        "audit",
        TwelveHours,
        null,
        "1 h",
        "It cannot last 12 h: AWS sets no other duration after role chaining."
    )]
    [InlineData("sso", TwelveHours, TwelveHours, "12 h", "")]
    [InlineData("sso", null, null, "1 h", "On request it lasts up to 12 h.")]
    [InlineData("behind-program", TwelveHours, null, "1 h", "It cannot last 12 h")]
    public async Task Asks_for_a_duration_only_where_AWS_allows_it(
        string profile,
        int? wanted,
        int? asked,
        string lasts,
        string more
    )
    {
        _sessions.Provider.Fetched = Temporary("ASIA-fetched");
        var link = await PrepareAsync(profile, seconds: wanted, code: "123456");

        await CreateHandler().SignInAsync(link, CancellationToken.None);

        Assert.Equal(asked, Assert.Single(_federation.Asked).Seconds);
        Assert.Contains(lasts, link.Lasts, StringComparison.Ordinal);
        Assert.Contains(more, link.Lasts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_began_with_a_prime_is_assumed_again_for_a_longer_console()
    {
        await _sessions.AssumeAsync("admin", "123456", new SessionOptions(Preference: MfaPreference.Prime));

        var needed = await Assert.ThrowsAsync<RoleAssistException>(() => PrepareAsync("admin", seconds: TwelveHours));
        var link = await PrepareAsync("admin", seconds: TwelveHours, code: "654321");

        Assert.Equal(ErrorCode.MfaRequired, needed.Code);
        Assert.Equal(ConsoleRule.Direct, link.Lifetime.Rule);
        Assert.Contains("with AKIA-home and code 654321", _sessions.Sts.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_session_is_used_as_it_is()
    {
        await _sessions.AssumeAsync("admin", "123456", new SessionOptions(Preference: MfaPreference.Prime));
        var calls = _sessions.Sts.Calls.Count;

        var link = await PrepareAsync("admin");

        Assert.Equal(calls, _sessions.Sts.Calls.Count);
        Assert.Equal(ConsoleRule.Primed, link.Lifetime.Rule);
    }

    [Fact]
    public async Task A_link_uses_the_newest_credentials_and_ends_with_its_session()
    {
        var link = await PrepareAsync("dev");
        var renewed = await _sessions.AssumeAsync("dev", options: new SessionOptions(ForceRefresh: true));

        await CreateHandler().SignInAsync(link, CancellationToken.None);
        Assert.Equal(renewed.Credentials.AccessKeyId, Assert.Single(_federation.Asked).AccessKeyId);

        _sessions.Registry.End(renewed.Id);
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            CreateHandler().SignInAsync(link, CancellationToken.None)
        );
        Assert.Equal(ErrorCode.SessionNotFound, fault.Code);
    }

    [Fact]
    public async Task A_user_without_a_role_becomes_a_federated_user()
    {
        var link = await PrepareAsync("guarded", seconds: 7_200);

        await CreateHandler().SignInAsync(link, CancellationToken.None);

        var user = Assert.Single(_federation.Users);
        Assert.Equal(
            ("ana@laptop", FederatedUser.EverythingTheUserMay, 7_200),
            (user.Name, user.Policy, user.DurationSeconds)
        );
        Assert.Equal(("ASIA-federated", null), (_federation.Asked[0].AccessKeyId, _federation.Asked[0].Seconds));
        Assert.Empty(_sessions.Sts.Calls);
        Assert.Contains(link.Notes, note => note.Contains("--policy restricts it", StringComparison.Ordinal));
        Assert.Contains(link.Notes, note => note.Contains("MFA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ana", "laptop", "ana@laptop")]
    [InlineData("Zoë Müller", "PC\\x", "Zo--M-ller@PC-x")]
    [InlineData("x", "y$(touch z)", "x@y--touch-z-")]
    [InlineData("a-very-long-user-name", "a-very-long-machine-name", "a-very-long-user-name@a-very-lon")]
    public async Task The_name_of_a_federated_user_is_one_that_STS_accepts(string user, string host, string name)
    {
        await CreateHandler(new Workstation(user, host))
            .PrepareAsync(
                new ConsoleRequest(new AssumeTarget { Profile = "home" }, new ConsolePlace()),
                new SessionOptions(),
                CancellationToken.None
            );

        Assert.Equal(name, Assert.Single(_federation.Users).Name);
        Assert.Matches(@"^[\w+=,.@-]{2,32}\z", name);
    }

    [Fact]
    public async Task A_policy_restricts_a_federated_user()
    {
        await CreateHandler()
            .PrepareAsync(
                new ConsoleRequest(new AssumeTarget { Profile = "home", PolicyPreset = "no-iam" }, new ConsolePlace()),
                new SessionOptions(),
                CancellationToken.None
            );

        Assert.Contains("\"Deny\"", Assert.Single(_federation.Users).Policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(899)]
    [InlineData(43_201)]
    [InlineData(0)]
    public async Task A_duration_that_AWS_never_allows_is_refused(int seconds) =>
        Assert.Equal(
            ErrorCode.InvalidArgument,
            (await Assert.ThrowsAsync<RoleAssistException>(() => PrepareAsync("dev", seconds: seconds))).Code
        );

    [Fact]
    public async Task A_page_is_refused_before_a_code_is_spent()
    {
        await Assert.ThrowsAsync<RoleAssistException>(() =>
            PrepareAsync("admin", new ConsolePlace(Destination: "https://evil.example/"), code: "123456")
        );

        Assert.Empty(_sessions.Sts.Calls);
    }

    [Fact]
    public async Task A_partition_whose_console_is_not_known_is_refused_unless_the_user_names_it()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => PrepareAsync("secret"));
        Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
        Assert.Contains("aws-iso", fault.Message, StringComparison.Ordinal);

        var link = await PrepareAsync(
            "secret",
            new ConsolePlace("s3"),
            endpoint: "https://signin.example, https://console.example"
        );
        Assert.Equal("https://signin.example/federation", link.Hosts.Federation.Url.AbsoluteUri);
        Assert.Equal("https://console.example/s3/home?region=us-iso-east-1", link.Destination.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://signin.example")]
    [InlineData("https://user:pass@signin.example")]
    [InlineData("signin.example")]
    [InlineData("https://a.example,https://b.example,https://c.example")]
    [InlineData("https://a.example/?x=y")]
    public async Task Credentials_are_not_shown_to_an_address_that_is_not_safe(string endpoint)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => PrepareAsync("dev", endpoint: endpoint));

        Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
    }

    [Fact]
    public async Task The_server_that_issued_the_credentials_is_asked_where_it_is_not_AWS()
    {
        var link = await PrepareAsync("elsewhere", new ConsolePlace("s3"));

        Assert.Equal("http://127.0.0.1:4566/federation", link.Hosts.Federation.Url.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:4566/console/s3/home?region=us-east-1", link.Destination.Url.AbsoluteUri);
    }

    [Fact]
    public async Task Signs_out_first_on_wish_in_the_partition_aws_only()
    {
        var link = await PrepareAsync("dev", logsOut: true);
        var address = (await CreateHandler().SignInAsync(link, CancellationToken.None)).AbsoluteUri;

        Assert.StartsWith(
            "https://us-east-1.signin.aws.amazon.com/oauth?Action=logout&redirect_uri=https%3A%2F%2Fsignin",
            address,
            StringComparison.Ordinal
        );
        Assert.Contains("SigninToken%3Dtoken%252B%252F%253D", address, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RoleAssistException>(() => PrepareAsync("elsewhere", logsOut: true));
    }

    [Fact]
    public async Task The_portals_own_link_needs_no_credentials()
    {
        var (home, _) = await CreateHandler().GetPortalLinkAsync(Request("sso", new ConsolePlace()), default);
        var (page, _) = await CreateHandler().GetPortalLinkAsync(Request("sso", new ConsolePlace("s3")), default);

        Assert.Equal(
            "https://work.awsapps.com/start/#/console?account_id=111122223333&role_name=Dev%26Ops",
            home.AbsoluteUri
        );
        Assert.EndsWith(
            "&destination=https%3A%2F%2Fus-east-1.console.aws.amazon.com%2Fs3%2Fhome%3Fregion%3Dus-east-1",
            page.AbsoluteUri,
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<RoleAssistException>(() =>
            CreateHandler().GetPortalLinkAsync(Request("dev", new ConsolePlace()), default)
        );
    }

    [Fact]
    public async Task The_audit_trail_says_which_console_was_opened()
    {
        var trail = new Events();
        var auditor = new ConsoleAuditor(new CurrentClient(), trail, _sessions.Time);
        var link = await PrepareAsync("dev", new ConsolePlace("sqs", "eu-west-3"));

        auditor.Linked(link);
        auditor.Opened(link);

        Assert.Equal(
            [
                (AuditAction.ConsoleLinked, "dev", "sqs", "eu-west-3"),
                (AuditAction.ConsoleOpened, "dev", "sqs", "eu-west-3"),
            ],
            trail.All.Select(happened => (happened.Action, happened.Profile, happened.Service, happened.Region))
        );
    }

    [Theory]
    [InlineData("dev", "The console lasts 1 h, as long as its credentials. On request it lasts up to 12 h.")]
    [InlineData(
        "admin",
        "The console lasts 1 h, as long as its credentials. On request it lasts up to 12 h, for an MFA code of its own."
    )]
    [InlineData(
        "audit",
        "The console lasts 1 h, as long as its credentials. It cannot last longer: AWS sets no other duration after "
            + "role chaining."
    )]
    [InlineData("sso", "The console lasts as long as its credentials. On request it lasts up to 12 h.")]
    [InlineData("home", "The console lasts 12 h, as long as its credentials.")]
    public async Task A_plan_says_how_long_the_console_would_last(string profile, string sentence)
    {
        var plan = await _sessions.Service.PlanAsync(
            [new AssumeTarget { Profile = profile }],
            new SessionOptions(),
            CancellationToken.None
        );

        Assert.Equal(sentence, ConsoleLifetime.Explain(plan.Sessions[0]));
    }

    private Task<ConsoleLink> PrepareAsync(
        string profile,
        ConsolePlace? place = null,
        int? seconds = null,
        string? code = null,
        string? endpoint = null,
        bool logsOut = false
    ) =>
        CreateHandler(endpoint: endpoint)
            .PrepareAsync(
                Request(profile, place ?? new ConsolePlace()) with
                {
                    DurationSeconds = seconds,
                    LogsOutFirst = logsOut,
                },
                new SessionOptions(code),
                CancellationToken.None
            );

    private static ConsoleRequest Request(string profile, ConsolePlace place) =>
        new(new AssumeTarget { Profile = profile }, place);

    private OpenConsoleHandler CreateHandler(Workstation? workstation = null, string? endpoint = null)
    {
        KeyValuePair<string, string>[] variables = endpoint is null
            ? []
            : [KeyValuePair.Create("ROLEASSIST_CONSOLE_ENDPOINT", endpoint)];
        return new(
            _sessions.Files,
            new RoleChainResolver(new ProcessEnvironment([])),
            _sessions.Service,
            _sessions.Registry,
            _sessions.Provider,
            _federation,
            _federation,
            new ConsoleHostsResolver(new ProcessEnvironment(variables)),
            new RoleSessionNames(workstation ?? new Workstation("ana", "laptop"), new CurrentClient(), text => text),
            _sessions.Time
        );
    }

    private AwsCredentials Temporary(string id) =>
        new(id, "secret", "token", _sessions.Time.GetUtcNow() + TimeSpan.FromHours(1));

    private sealed class Events : IAuditTrail
    {
        public List<AuditEvent> All { get; } = [];

        public void Write(AuditEvent happened) => All.Add(happened);
    }
}
