using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

public sealed class SessionRenewerTests : IDisposable
{
    private const string Serial = "arn:aws:iam::123456789012:mfa/ana";

    private readonly SessionsInMemory _sessions = new(
        new AwsFiles()
            .User("home")
            .Role("dev", "home")
            .Role("short", "home", ("duration_seconds", "900"))
            .Role("admin", "home", ("mfa_serial", Serial))
            .Role("ops", "home", ("mfa_serial", Serial))
            .Role("long", "home", ("mfa_serial", Serial), ("duration_seconds", "43200"))
    );

    public SessionRenewerTests() => _sessions.Renewer.Start();

    public void Dispose()
    {
        _sessions.Renewer.Dispose();
        _sessions.Dispose();
    }

    [Fact]
    public async Task Renews_a_session_before_15_minutes_are_left()
    {
        var first = await _sessions.AssumeAsync("dev");

        await PassAsync(TimeSpan.FromMinutes(46));

        var second = _sessions.Registry.GetUnexpired(first.Id);
        Assert.NotEqual(first.Credentials.AccessKeyId, second.Credentials.AccessKeyId);
        Assert.Equal(2, _sessions.Sts.Calls.Count);
    }

    [Fact]
    public async Task What_an_editor_has_not_saved_never_reaches_a_renewal()
    {
        var session = await _sessions.AssumeAsync("dev");
        _sessions.Files.Shown = new AwsFiles()
            .User("home")
            .Profile("dev", ("role_arn", "arn:aws:iam::123456789012:role/unsaved"), ("source_profile", "home"));

        await _sessions.Renewer.ReconsiderAsync();
        await PassAsync(TimeSpan.FromMinutes(46));

        Assert.Equal(SessionState.Active, State(session));
        Assert.Equal(2, _sessions.Sts.Calls.Count);
        Assert.DoesNotContain(_sessions.Sts.Calls, call => call.Contains("unsaved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_picked_from_what_is_not_saved_is_not_renewed_from_it()
    {
        _sessions.Files.Shown = new AwsFiles()
            .User("home")
            .Profile("dev", ("role_arn", "arn:aws:iam::123456789012:role/unsaved"), ("source_profile", "home"));
        var session = await _sessions.AssumeAsync("dev", options: new SessionOptions(AsShown: true));
        Assert.Contains("unsaved", Assert.Single(_sessions.Sts.Calls), StringComparison.Ordinal);

        await PassAsync(TimeSpan.FromMinutes(46));

        Assert.Single(_sessions.Sts.Calls);
        Assert.True(_sessions.Registry.Find(session.Id)!.IsOutdated);
    }

    [Fact]
    public async Task Renews_the_shortest_sessions_without_a_tight_loop()
    {
        await _sessions.AssumeAsync("short");

        await PassAsync(TimeSpan.FromHours(1));

        Assert.InRange(_sessions.Sts.Calls.Count, 5, 7);
    }

    [Fact]
    public async Task Renews_a_role_with_one_code_for_a_working_day_and_then_needs_another()
    {
        var session = await _sessions.AssumeAsync("admin", "123456");

        await PassAsync(TimeSpan.FromHours(7));
        Assert.Equal(SessionState.Active, State(session));
        Assert.Single(_sessions.Sts.Calls, call => call.Contains("code 123456 ", StringComparison.Ordinal));

        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(SessionState.NeedsMfa, State(session));
        Assert.Contains(Serial, _sessions.Registry.Find(session.Id)!.Remark, StringComparison.Ordinal);

        await _sessions.AssumeAsync("admin", "654321");
        Assert.Equal(SessionState.Active, State(session));
    }

    [Fact]
    public async Task Renews_a_directly_assumed_role_with_a_primed_session_if_there_is_one()
    {
        var session = await _sessions.AssumeAsync("long", "123456");
        await PassAsync(TimeSpan.FromHours(10));
        await _sessions.AssumeAsync("admin", "654321");

        await PassAsync(TimeSpan.FromHours(2.5));

        Assert.Equal(SessionState.Active, State(session));
    }

    [Fact]
    public async Task One_code_renews_every_session_that_waits_for_the_device()
    {
        var admin = await _sessions.AssumeAsync("admin", "123456");
        var ops = await _sessions.AssumeAsync("ops");
        await PassAsync(TimeSpan.FromHours(9));
        Assert.Equal([SessionState.NeedsMfa, SessionState.NeedsMfa], [State(admin), State(ops)]);

        await _sessions.AssumeAsync("admin", "654321");
        await PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal([SessionState.Active, SessionState.Active], [State(admin), State(ops)]);
    }

    [Fact]
    public async Task Serves_valid_credentials_and_retries_with_backoff_after_a_failed_renewal()
    {
        var session = await _sessions.AssumeAsync("dev");
        _sessions.Sts.Fault = new RoleAssistException(ErrorCode.ServiceUnavailable, "STS is out.");

        await PassAsync(TimeSpan.FromMinutes(55));
        Assert.Equal(SessionState.Expiring, State(session));
        Assert.Equal("STS is out.", _sessions.Registry.Find(session.Id)!.Remark);
        Assert.Same(session, _sessions.Registry.GetUnexpired(session.Id));
        Assert.InRange(_sessions.Sts.Calls.Count, 5, 60);

        await PassAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(SessionState.Failed, State(session));

        _sessions.Sts.Fault = null;
        await PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(SessionState.Active, State(session));
    }

    [Fact]
    public async Task Does_not_retry_a_refused_renewal()
    {
        var session = await _sessions.AssumeAsync("dev");
        _sessions.Sts.Fault = new RoleAssistException(ErrorCode.AccessDenied, "no");

        await PassAsync(TimeSpan.FromMinutes(59));

        Assert.Equal(2, _sessions.Sts.Calls.Count);
        Assert.Equal(SessionState.Expiring, State(session));
    }

    [Fact]
    public async Task Does_not_renew_the_session_of_an_edited_profile()
    {
        var session = await _sessions.AssumeAsync("dev");
        _sessions.Files.Role("dev", "home", ("external_id", "x-1"));
        await _sessions.Renewer.ReconsiderAsync();

        Assert.Contains("has been edited", _sessions.Registry.Find(session.Id)!.Remark, StringComparison.Ordinal);
        await PassAsync(TimeSpan.FromMinutes(59));

        Assert.Single(_sessions.Sts.Calls);
        Assert.Same(session, _sessions.Registry.GetUnexpired(session.Id));
    }

    [Fact]
    public async Task Does_not_restore_an_ended_session()
    {
        var session = await _sessions.AssumeAsync("dev");
        _sessions.Registry.End(session.Id);

        await PassAsync(TimeSpan.FromHours(2));

        Assert.Empty(_sessions.Registry.Snapshot.Entries);
        Assert.Single(_sessions.Sts.Calls);
    }

    private SessionState State(Session session) =>
        _sessions.Registry.Find(session.Id)!.StateAt(_sessions.Time.GetUtcNow());

    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(10))
        {
            _sessions.Machine.Advance(TimeSpan.FromSeconds(10));
            await _sessions.SettleAsync();
        }
    }
}
