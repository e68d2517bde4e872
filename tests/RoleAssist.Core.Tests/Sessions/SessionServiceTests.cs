using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Sessions;

public sealed class SessionServiceTests : IDisposable
{
    private const string Serial = "arn:aws:iam::123456789012:mfa/ana";

    private readonly SessionsInMemory _sessions = new(
        new AwsFiles()
            .User("home")
            .Role("dev", "home")
            .Role("admin", "home", ("mfa_serial", Serial))
            .Role("ops", "home", ("mfa_serial", Serial))
            .Role("long", "home", ("mfa_serial", Serial), ("duration_seconds", "43200"))
            .Role("audit", "admin", ("mfa_serial", Serial))
            .Profile("program", ("credential_process", "print-keys"), ("mfa_serial", Serial))
    );

    public void Dispose() => _sessions.Dispose();

    [Fact]
    public async Task Names_a_role_session_after_user_and_machine()
    {
        var session = await Assume("dev");

        Assert.Equal(
            ["AssumeRole arn:aws:iam::123456789012:role/dev as ana@laptop with AKIA-home"],
            _sessions.Sts.Calls
        );
        Assert.Equal(
            ("123456789012", "arn:aws:sts::123456789012:assumed-role/dev/ana@laptop"),
            (session.Account, session.Arn)
        );
        Assert.Same(session, Assert.Single(_sessions.Registry.Snapshot.Entries).Issued);
    }

    [Fact]
    public async Task Forgets_an_agents_session_when_it_has_expired()
    {
        await _sessions.Service.AssumeAsync(
            new AssumeTarget { Profile = "dev", Agent = "robot" },
            new SessionOptions(),
            CancellationToken.None
        );
        var person = await Assume("dev");
        Assert.Equal(2, _sessions.Registry.Snapshot.Entries.Length);

        _sessions.Machine.Advance(TimeSpan.FromHours(2));

        Assert.Equal(person.Id, Assert.Single(_sessions.Registry.Snapshot.Entries).Id);
    }

    [Fact]
    public async Task The_sessions_and_the_code_of_a_rotated_key_are_forgotten()
    {
        var name = SecretName.Create(SecretKind.Key);
        _sessions
            .Files.Profile("vaulted", ("roleassist_key", name.Id), ("mfa_serial", Serial))
            .Role("over", "vaulted", ("mfa_serial", Serial));
        _sessions.Provider.Fetched = new AwsCredentials("AKIA-vaulted", "secret");
        await Assume("over", "123456");
        var kept = await Assume("dev");

        _sessions.Registry.EndAllFrom(new VaultSource("another profile with this key", name, null));

        Assert.Equal(kept.Id, Assert.Single(_sessions.Registry.Snapshot.Entries).Id);
        var needed = await Assert.ThrowsAsync<RoleAssistException>(() => Assume("over"));
        Assert.Equal(ErrorCode.MfaRequired, needed.Code);
    }

    [Fact]
    public async Task A_code_is_needed_if_another_process_has_rotated_the_key()
    {
        _sessions
            .Files.Profile("vaulted", ("roleassist_key", SecretName.Create(SecretKind.Key).Id), ("mfa_serial", Serial))
            .Role("over", "vaulted", ("mfa_serial", Serial));
        _sessions.Provider.Fetched = new AwsCredentials("AKIA-vaulted", "secret");
        var session = await Assume("over", "123456");
        _sessions.Sts.Fault = new RoleAssistException(ErrorCode.CredentialsInvalid, "The token is invalid.");

        var needed = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _sessions.Service.RefreshAsync(session.Id, new SessionOptions(), CancellationToken.None)
        );
        _sessions.Sts.Fault = null;

        Assert.Equal(ErrorCode.MfaRequired, needed.Code);
        await _sessions.Service.RefreshAsync(session.Id, new SessionOptions("654321"), CancellationToken.None);
    }

    [Fact]
    public async Task Replaces_a_valid_session_on_request()
    {
        var first = await Assume("dev");

        var second = await _sessions.Service.RefreshAsync(first.Id, new SessionOptions(), CancellationToken.None);

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Credentials.AccessKeyId, second.Credentials.AccessKeyId);
        Assert.Same(second, Assert.Single(_sessions.Registry.Snapshot.Entries).Issued);
    }

    [Fact]
    public async Task Keeps_a_valid_session_when_replacing_it_fails()
    {
        var session = await Assume("long", "123456");
        var before = _sessions.Registry.Find(session.Id);

        var needed = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _sessions.Service.RefreshAsync(session.Id, new SessionOptions(), CancellationToken.None)
        );

        Assert.Equal(ErrorCode.MfaRequired, needed.Code);
        Assert.Equal(before, _sessions.Registry.Find(session.Id));
    }

    [Fact]
    public async Task Cannot_refresh_a_session_that_does_not_exist()
    {
        var gone = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _sessions.Service.RefreshAsync(new SessionId("gone"), new SessionOptions(), CancellationToken.None)
        );

        Assert.Equal(ErrorCode.SessionNotFound, gone.Code);
    }

    [Fact]
    public async Task Requires_a_code_before_making_any_call()
    {
        var needed = await Assert.ThrowsAsync<RoleAssistException>(() => Assume("admin"));

        Assert.Equal((ErrorCode.MfaRequired, Serial, "admin"), (needed.Code, needed.MfaSerial, needed.Profile));
        Assert.Empty(_sessions.Sts.Calls);
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345x")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("")]
    public async Task Rejects_a_code_that_is_not_six_digits_without_calling_aws(string code)
    {
        var refused = await Assert.ThrowsAsync<RoleAssistException>(() => Assume("admin", code));

        Assert.Equal(ErrorCode.InvalidArgument, refused.Code);
        Assert.DoesNotContain(_sessions.Sts.Calls, call => call.Length > 0);
    }

    [Fact]
    public async Task Starts_the_chain_with_a_session_primed_by_the_code()
    {
        await Assume("audit", "123456");

        Assert.Equal(
            [
                $"GetSessionToken with AKIA-home and code 123456 of {Serial}",
                "AssumeRole arn:aws:iam::123456789012:role/admin as ana@laptop with ASIA1",
                "AssumeRole arn:aws:iam::123456789012:role/audit as ana@laptop with ASIA2",
            ],
            _sessions.Sts.Calls
        );
    }

    [Fact]
    public async Task Sends_the_code_in_the_first_call_when_sessions_are_not_renewed()
    {
        await _sessions.AssumeAsync("audit", "123456", new SessionOptions(WillRenew: false));

        Assert.Equal(
            [
                $"AssumeRole arn:aws:iam::123456789012:role/admin as ana@laptop with AKIA-home and code 123456 of {Serial}",
                "AssumeRole arn:aws:iam::123456789012:role/audit as ana@laptop with ASIA1",
            ],
            _sessions.Sts.Calls
        );
    }

    [Fact]
    public async Task One_code_covers_all_roles_behind_a_device_and_a_long_role_needs_its_own()
    {
        await _sessions.AssumeAllAsync("admin ops audit dev", "123456");
        await Assume("long", "654321");

        Assert.Equal(1, _sessions.Sts.Calls.Count(call => call.Contains("123456 of", StringComparison.Ordinal)));
        Assert.Equal(
            [
                $"AssumeRole arn:aws:iam::123456789012:role/long as ana@laptop with AKIA-home and code 654321 of {Serial}",
            ],
            _sessions.Sts.Calls.Where(call => call.Contains("654321", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Drops_a_primed_session_with_the_last_session_that_used_it()
    {
        var sessions = await _sessions.AssumeAllAsync("admin ops", "123456");
        _sessions.Registry.End(sessions[0].Id);
        await Assume("admin");

        foreach (var session in sessions)
        {
            _sessions.Registry.End(session.Id);
        }

        Assert.Equal(
            ErrorCode.MfaRequired,
            (await Assert.ThrowsAsync<RoleAssistException>(() => Assume("admin"))).Code
        );
    }

    [Fact]
    public async Task Keeps_the_sessions_created_before_a_second_code_was_needed()
    {
        var direct = new SessionOptions(Preference: MfaPreference.Direct);

        var needed = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _sessions.AssumeAllAsync("admin ops", "123456", direct)
        );
        Assert.Equal(ErrorCode.MfaRequired, needed.Code);

        Assert.Equal(2, (await _sessions.AssumeAllAsync("admin ops", "654321", direct)).Count);
        Assert.Equal(2, _sessions.Sts.Calls.Count);
    }

    [Fact]
    public async Task Needs_no_code_for_a_program_that_prints_temporary_credentials()
    {
        _sessions.Provider.Fetched = new AwsCredentials("ASIA-p", "secret", "token");

        var session = await Assume("program");

        Assert.Equal("ASIA-p", session.Credentials.AccessKeyId);
        Assert.Equal(["GetCallerIdentity with ASIA-p"], _sessions.Sts.Calls);
    }

    [Fact]
    public async Task Provides_credentials_without_sts_if_their_source_does_not_need_it()
    {
        _sessions.Provider.Fetched = new AwsCredentials("ASIA-p", "secret", "token", AccountId: "123456789012");

        var session = await _sessions.AssumeAsync("program", options: new SessionOptions(Identify: false));

        Assert.Equal(("123456789012", "access key ASIA-p"), (session.Account, session.Arn));
        Assert.Empty(_sessions.Sts.Calls);
    }

    [Fact]
    public async Task Makes_one_call_for_fifty_requests_for_the_same_session()
    {
        var gate = new TaskCompletionSource();
        _sessions.Sts.Gate = gate.Task;
        var requests = Enumerable.Range(0, 50).Select(_ => Assume("dev")).ToList();

        gate.SetResult();

        Assert.Single((await Task.WhenAll(requests)).Distinct());
        Assert.Single(_sessions.Sts.Calls);
    }

    [Fact]
    public async Task Cancels_a_call_only_when_its_last_request_is_canceled()
    {
        _sessions.Sts.Gate = new TaskCompletionSource().Task;
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var one = _sessions.Service.AssumeAsync(
            new AssumeTarget { Profile = "dev" },
            new SessionOptions(),
            first.Token
        );
        var other = _sessions.Service.AssumeAsync(
            new AssumeTarget { Profile = "dev" },
            new SessionOptions(),
            second.Token
        );

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False(other.IsCompleted);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);

        await _sessions.SettleAsync();
        Assert.Empty(_sessions.Registry.Snapshot.Entries);
    }

    [Fact]
    public async Task Identifies_a_users_own_session()
    {
        var session = await Assume("home");

        Assert.Equal(["GetSessionToken with AKIA-home", "GetCallerIdentity with ASIA1"], _sessions.Sts.Calls);
        Assert.Equal("arn:aws:iam::123456789012:user/ana", session.Arn);
        Assert.True(session.Credentials.IsTemporary);
    }

    [Fact]
    public async Task Returns_a_live_session_without_asking_aws_or_the_user()
    {
        var first = await Assume("admin", "123456");
        _sessions.Machine.Advance(TimeSpan.FromMinutes(41));

        Assert.Same(first, await Assume("admin"));
        Assert.Equal(2, _sessions.Sts.Calls.Count);
    }

    [Fact]
    public async Task Renews_a_session_with_less_than_15_minutes_left_under_the_same_id()
    {
        var first = await Assume("dev");
        _sessions.Machine.Advance(TimeSpan.FromMinutes(46));

        var second = await Assume("dev");

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Credentials.AccessKeyId, second.Credentials.AccessKeyId);
        Assert.Same(second, Assert.Single(_sessions.Registry.Snapshot.Entries).Issued);
    }

    [Fact]
    public async Task Creates_another_session_for_an_edited_profile()
    {
        var first = await Assume("dev");
        _sessions.Files.Role("dev", "home", ("external_id", "x-1"));

        Assert.NotEqual(first.Id, (await Assume("dev")).Id);
        Assert.Equal(2, _sessions.Registry.Snapshot.Entries.Length);
    }

    [Fact]
    public async Task Leaves_no_session_after_a_failure()
    {
        _sessions.Sts.Fault = new RoleAssistException(ErrorCode.MfaCodeRejected, "no");

        Assert.Equal("admin", (await Assert.ThrowsAsync<RoleAssistException>(() => Assume("admin", "123456"))).Profile);

        Assert.Empty(_sessions.Registry.Snapshot.Entries);
    }

    private Task<Session> Assume(string profile, string? code = null) => _sessions.AssumeAsync(profile, code);
}
