using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

/// <summary>Two processes of one user that share what is kept.</summary>
public sealed class KeptSessionsTests : IDisposable
{
    private const string Serial = "arn:aws:iam::123456789012:mfa/ana";

    private static readonly AwsFiles Files = new AwsFiles()
        .User("home")
        .Role("dev", "home")
        .Role("admin", "home", ("mfa_serial", Serial))
        .Role("ops", "home", ("mfa_serial", Serial))
        .Role("forbidden", "home", ("mfa_serial", Serial))
        .Profile("program", ("credential_process", "print-keys"))
        .Profile(
            "user",
            ("aws_access_key_id", "AKIA-home"),
            ("aws_secret_access_key", "secret"),
            ("mfa_serial", Serial)
        );

    /// <summary>A command, which does not renew its session.</summary>
    private static readonly SessionOptions Command = new(WillRenew: false);

    private readonly SessionsInMemory _first = new(Files);
    private readonly SessionsInMemory _second;

    public KeptSessionsTests()
    {
        _first.Kept.State = KeepingState.On;
        _second = new SessionsInMemory(Files, _first);
    }

    public void Dispose()
    {
        _second.Dispose();
        _first.Dispose();
    }

    [Fact]
    public async Task One_code_serves_a_second_process()
    {
        var session = await _first.AssumeAsync("admin", "123456");
        var calls = _first.Sts.Calls.Count;

        var found = await _second.AssumeAsync("admin");

        Assert.Equal((session.Id, session.Credentials, session.Arn), (found.Id, found.Credentials, found.Arn));
        Assert.Equal(calls, _first.Sts.Calls.Count);
    }

    [Fact]
    public async Task One_code_of_a_command_serves_all_roles_behind_the_device()
    {
        await _first.AssumeAsync("admin", "123456", Command);

        await _second.AssumeAsync("ops", options: Command);

        Assert.Single(_first.Sts.Calls, call => call.StartsWith("GetSessionToken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_without_a_code_is_assumed_once_by_many_processes()
    {
        using var third = new SessionsInMemory(Files, _first);

        var sessions = await Task.WhenAll(
            new[] { _first, _second, third }.Select(process => process.AssumeAsync("dev", options: Command))
        );

        Assert.Single(sessions.Select(session => session.Credentials).Distinct());
        Assert.Single(_first.Sts.Calls);
    }

    [Fact]
    public async Task The_prime_is_kept_if_the_role_behind_it_is_refused()
    {
        _first.Sts.Refuse = call =>
            call.Contains("forbidden", StringComparison.Ordinal)
                ? new RoleAssistException(ErrorCode.AccessDenied, "No.")
                : null;

        await Assert.ThrowsAsync<RoleAssistException>(() => _first.AssumeAsync("forbidden", "123456"));
        _first.Sts.Refuse = _ => null;

        Assert.NotNull(await _second.AssumeAsync("admin"));
    }

    [Fact]
    public async Task A_session_that_is_due_for_renewal_is_not_used()
    {
        await _first.AssumeAsync("dev");
        _first.Machine.Advance(TimeSpan.FromMinutes(50));

        var renewed = await _second.AssumeAsync("dev");

        Assert.Equal(2, _first.Sts.Calls.Count);
        Assert.Equal(renewed.Credentials, Assert.Single(_first.Kept.Content.Sessions).Credentials);
    }

    [Fact]
    public async Task Ending_a_session_ends_it_everywhere()
    {
        var session = await _first.AssumeAsync("admin", "123456");

        await _first.Ender.EndAsync(session.Id, CancellationToken.None);

        Assert.True(_first.Kept.Content.IsEmpty);
        Assert.Equal([SessionId.ForCredentials(session.Chain).Value], _first.Running.Ended);
        var needed = await Assert.ThrowsAsync<RoleAssistException>(() => _second.AssumeAsync("admin"));
        Assert.Equal(ErrorCode.MfaRequired, needed.Code);
    }

    [Fact]
    public async Task Ending_one_session_leaves_the_prime_to_another()
    {
        await _first.AssumeAllAsync("admin ops", "123456");

        await _first.Ender.EndProfilesAsync(["admin"], CancellationToken.None);

        Assert.Equal("ops", Assert.Single(_first.Kept.Content.Sessions).Profile);
        Assert.Single(_first.Kept.Content.Primes);
    }

    [Fact]
    public async Task Ending_the_session_of_a_user_ends_what_roles_start_with()
    {
        await _first.AssumeAllAsync("user admin", "123456");

        await _first.Ender.EndProfilesAsync(["user"], CancellationToken.None);

        Assert.Empty(_first.Kept.Content.Primes);
        var needed = await Assert.ThrowsAsync<RoleAssistException>(() => _second.AssumeAsync("user"));
        Assert.Equal(ErrorCode.MfaRequired, needed.Code);
    }

    [Fact]
    public async Task No_host_can_take_over_a_session_that_was_ended()
    {
        var session = await _first.AssumeAllAsync("admin ops", "123456");
        var ended = SessionId.ForCredentials(session[0].Chain).Value;
        var grant = new KeptGrant(new AssumeTarget { Profile = "admin" }, ended, KeptGrant.PrimeOf(session[0].Chain));
        await _first.Kept.ChangeAsync(
            all =>
                all with
                {
                    Hosts = [new KeptHost("host", 1, null, null, [grant, grant with { Session = "other" }])],
                },
            CancellationToken.None
        );

        await _second.Ender.EndProfilesAsync(["admin"], CancellationToken.None);

        Assert.Equal("other", Assert.Single(Assert.Single(_first.Kept.Content.Hosts).Grants).Session);
    }

    [Fact]
    public async Task Says_so_if_what_is_kept_cannot_be_removed()
    {
        await _first.AssumeAsync("admin", "123456");
        _first.Kept.CanErase = false;

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _second.Ender.EndAllAsync(CancellationToken.None)
        );

        Assert.Equal(ErrorCode.ConfigurationUnreadable, fault.Code);
        Assert.Equal(["all"], _second.Running.Ended);
    }

    [Fact]
    public async Task What_a_program_hands_out_is_not_kept()
    {
        _first.Provider.Fetched = new AwsCredentials("ASIA-p", "secret", "token", _first.Time.GetUtcNow().AddHours(1));

        await _first.AssumeAsync("program");

        Assert.True(_first.Kept.Content.IsEmpty);
    }

    [Fact]
    public async Task Nothing_is_kept_if_the_caller_does_not_want_it()
    {
        await _first.AssumeAsync("admin", "123456", Command with { Keep = false });

        Assert.True(_first.Kept.Content.IsEmpty);
    }

    [Fact]
    public async Task A_kept_session_is_not_used_if_the_caller_does_not_want_it()
    {
        await _first.AssumeAsync("admin", "123456");

        await Assert.ThrowsAsync<RoleAssistException>(() =>
            _second.AssumeAsync("admin", options: Command with { Keep = false })
        );
    }

    [Theory]
    [InlineData(KeepingState.Locked)]
    [InlineData(KeepingState.Unavailable)]
    [InlineData(KeepingState.Off)]
    public async Task Everything_works_in_memory_without_a_vault(KeepingState state)
    {
        _first.Kept.State = state;

        await _first.AssumeAsync("admin", "123456");

        Assert.NotNull(await _first.AssumeAsync("ops"));
        Assert.True(_first.Kept.Content.IsEmpty);
    }

    [Theory]
    [InlineData(KeepingState.Locked, 1)]
    [InlineData(KeepingState.Unavailable, 1)]
    [InlineData(KeepingState.Off, 0)]
    public async Task Says_once_that_a_session_with_a_code_is_not_kept(KeepingState state, int times)
    {
        var remarks = 0;
        _first.Keeper.NotKept += why => remarks += why == state ? 1 : 0;
        _first.Kept.State = state;

        await _first.AssumeAsync("dev");
        Assert.Equal(0, remarks);
        await _first.AssumeAsync("admin", "123456");
        await _first.Service.RefreshAsync(
            (await _first.AssumeAsync("admin")).Id,
            new SessionOptions("123457", MfaPreference.Direct),
            CancellationToken.None
        );

        Assert.Equal(times, remarks);
    }

    [Fact]
    public async Task Ended_sessions_are_dropped()
    {
        await _first.AssumeAsync("dev");
        _first.Machine.Advance(TimeSpan.FromHours(2));

        await _second.AssumeAsync("ops", "123456");

        Assert.Equal("ops", Assert.Single(_first.Kept.Content.Sessions).Profile);
    }
}
