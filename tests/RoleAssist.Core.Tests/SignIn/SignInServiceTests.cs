using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Core.Tests.SignIn;

public sealed class SignInServiceTests : IAsyncDisposable
{
    private static readonly (string, string)[] Portal =
    [
        ("sso_start_url", "https://corp.awsapps.com/start"),
        ("sso_region", "eu-west-1"),
    ];

    private readonly SessionsInMemory _sessions = new(
        new AwsFiles()
            .SsoSession("corp", Portal)
            .SsoSession("other", Portal)
            .Profile("dev", ("sso_session", "corp"), ("sso_account_id", "123456789012"), ("sso_role_name", "Dev"))
            .Profile("far", ("sso_session", "other"), ("sso_account_id", "123456789012"), ("sso_role_name", "Dev"))
            .Role("admin", "dev")
    );
    private readonly FakeSignInMethod _method;
    private readonly SignInService _service;

    public SignInServiceTests()
    {
        _method = new FakeSignInMethod(_sessions.Time);
        var targets = new SignInTargets(_sessions.Files, new RoleChainResolver(new ProcessEnvironment([])), [_method]);
        _service = new SignInService(
            targets,
            [_method],
            _sessions.Registry,
            _sessions.Renewer,
            new LeftSessions(_sessions.Ender, targets),
            _sessions.Time,
            NullLogger<SignInService>.Instance
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _sessions.Renewer.Dispose();
        _sessions.Dispose();
    }

    [Fact]
    public async Task All_who_wait_learn_of_the_same_sign_in()
    {
        var begun = await BeginAsync("corp");
        var again = await BeginAsync("dev");
        var waiting = new[] { AwaitAsync(begun), AwaitAsync(begun), AwaitAsync(again) };

        Assert.Equal(begun.Id, again.Id);
        Assert.Single(_method.Started).Succeed();

        foreach (var signedIn in await Task.WhenAll(waiting))
        {
            Assert.Equal("corp", signedIn.Target.Name);
        }
    }

    [Theory]
    [InlineData("https://page.example/", true)]
    [InlineData("http://127.0.0.1:4000/", true)]
    [InlineData("http://page.example/", false)]
    [InlineData("file:///etc/passwd", false)]
    public async Task Opens_only_pages_that_nobody_else_reads(string page, bool isOpened)
    {
        _method.Page = page;
        var fault = await Record.ExceptionAsync(() => BeginAsync("corp"));

        Assert.Equal(isOpened ? null : ErrorCode.ConfigurationInvalid, (fault as RoleAssistException)?.Code);
        Assert.Equal(!isOpened, Assert.Single(_method.Started).IsDisposed);
    }

    [Fact]
    public async Task Tells_whoever_asks_after_the_browser_was_faster()
    {
        var begun = await BeginAsync("corp");
        _method.Started[0].Succeed();
        await AwaitAsync(begun);

        Assert.True((await AwaitAsync(begun)).IsRenewable);
        await EventuallyAsync(() => _method.Started[0].IsDisposed);
    }

    [Fact]
    public async Task Canceling_a_wait_ends_only_the_wait()
    {
        var begun = await BeginAsync("corp");
        using var cancel = new CancellationTokenSource();
        var impatient = _service.AwaitAsync(begun.Id, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        _method.Started[0].Succeed();

        Assert.Equal("corp", (await AwaitAsync(begun)).Target.Name);
    }

    [Fact]
    public async Task A_code_joins_the_browser_and_either_ends_both()
    {
        var browser = await BeginAsync("corp", SignInFlow.Browser);
        var code = await BeginAsync("corp", SignInFlow.Code);
        Assert.Equal(browser.Id, code.Id);
        Assert.Equal(2, _method.Started.Count);

        _method.Started[0].Succeed();
        await AwaitAsync(code);

        await EventuallyAsync(() => _method.Started.TrueForAll(attempt => attempt.IsDisposed));
    }

    [Fact]
    public async Task Fails_when_the_last_attempt_has_failed()
    {
        var begun = await BeginAsync("corp", SignInFlow.Browser);
        await BeginAsync("corp", SignInFlow.Code);
        var waiting = AwaitAsync(begun);

        _method.Started[0].Fail(new RoleAssistException(ErrorCode.RequestRejected, "first"));
        await EventuallyAsync(() => _method.Started[0].IsDisposed);
        Assert.False(waiting.IsCompleted);
        _method.Started[1].Fail(new RoleAssistException(ErrorCode.AccessDenied, "second"));

        Assert.Equal("second", (await Assert.ThrowsAsync<RoleAssistException>(() => waiting)).Message);
    }

    [Fact]
    public async Task Expires_and_closes_its_port()
    {
        var begun = await BeginAsync("corp");
        _sessions.Machine.Advance(TimeSpan.FromMinutes(11));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => AwaitAsync(begun));

        Assert.Equal(ErrorCode.ServiceTimeout, fault.Code);
        Assert.True(_method.Started[0].IsDisposed);
    }

    [Fact]
    public async Task Does_not_offer_an_attempt_that_is_about_to_expire()
    {
        await BeginAsync("corp");
        _sessions.Machine.Shift(TimeSpan.FromMinutes(8));

        await BeginAsync("corp");

        Assert.Equal(2, _method.Started.Count);
    }

    [Fact]
    public async Task Brings_a_code_to_the_attempt_that_takes_one()
    {
        await BeginAsync("corp", SignInFlow.Browser);
        var begun = await BeginAsync("corp", SignInFlow.Code);

        await _service.SubmitCodeAsync(begun.Id, "text", CancellationToken.None);

        Assert.Equal((null, "text"), (_method.Started[0].Submitted, _method.Started[1].Submitted));
    }

    [Fact]
    public async Task Wakes_the_sessions_of_the_sign_in_and_no_others()
    {
        _sessions.Provider.Fetched = Credentials();
        await _sessions.AssumeAsync("dev");
        await _sessions.AssumeAsync("far");
        _sessions.Provider.Refuse = source => new RoleAssistException(ErrorCode.SsoLoginRequired, "Sign in.")
        {
            SignIn = ((SsoSource)source).Session,
        };
        _sessions.Renewer.Start();
        _sessions.Machine.Advance(TimeSpan.FromMinutes(50));
        await _sessions.SettleAsync();
        Assert.Equal(2, _sessions.Registry.Snapshot.Entries.Count(entry => entry.Fault is { NeedsSignIn: true }));

        _sessions.Provider.Refuse = _ => null;
        _sessions.Provider.Fetched = Credentials();
        var begun = await BeginAsync("corp");
        _method.Started[0].Succeed();
        await AwaitAsync(begun);

        await EventuallyAsync(() => Fault("dev") is null);
        Assert.NotNull(Fault("far"));
    }

    [Fact]
    public async Task Wakes_every_waiting_session_when_another_program_signed_in()
    {
        _sessions.Provider.Fetched = Credentials();
        await _sessions.AssumeAsync("far");
        _sessions.Provider.Refuse = _ => new RoleAssistException(ErrorCode.SsoLoginRequired, "Sign in.");
        _sessions.Renewer.Start();
        _sessions.Machine.Advance(TimeSpan.FromMinutes(50));
        await _sessions.SettleAsync();
        Assert.NotNull(Fault("far"));
        _sessions.Provider.Refuse = _ => null;
        _sessions.Provider.Fetched = Credentials();

        _service.Reconsider();

        await EventuallyAsync(() => Fault("far") is null);
    }

    [Fact]
    public async Task Signing_out_stops_a_sign_in_that_waits()
    {
        var begun = await BeginAsync("corp");

        var ended = await _service.EndAsync("admin", CancellationToken.None);

        Assert.Equal(("corp", "Done."), (ended.Target.Name, ended.Notes[0]));
        Assert.Equal(["corp"], _method.Ended);
        await Assert.ThrowsAsync<RoleAssistException>(() => AwaitAsync(begun));
    }

    private AwsCredentials Credentials() =>
        new($"ASIA{Guid.NewGuid():N}", "s", "t", _sessions.Time.GetUtcNow().AddHours(1), "123456789012");

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeLimits.Hang);
        while (!condition())
        {
            await Task.Delay(1, limit.Token);
        }
    }

    private RoleAssistException? Fault(string profile) =>
        _sessions.Registry.Snapshot.Entries.Single(entry => entry.Chain.Profile == profile).Fault;

    private Task<BegunSignIn> BeginAsync(string name, SignInFlow flow = SignInFlow.Auto) =>
        _service.BeginAsync(name, flow, CancellationToken.None);

    private Task<SignedIn> AwaitAsync(BegunSignIn begun) =>
        _service.AwaitAsync(begun.Id, CancellationToken.None).WaitAsync(TimeLimits.Hang);
}
