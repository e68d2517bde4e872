using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

/// <summary>A code used by one process serves the user's other processes.</summary>
public sealed class RunningSessionsTests : IDisposable
{
    private static readonly SessionOptions ForProgram = new(WillRenew: false, Identify: false);

    private readonly SessionsInMemory _sessions = new(
        new AwsFiles()
            .User("home")
            .Role("dev", "home")
            .Role("admin", "home", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"))
            .Role("ops", "home", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"))
            .User("user", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"))
            .Role("behind", "user", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"))
    );

    public void Dispose() => _sessions.Dispose();

    [Theory]
    [InlineData("dev")]
    [InlineData("admin")]
    public async Task Uses_the_session_of_another_process_without_asking_aws(string profile)
    {
        Hold(TimeSpan.FromMinutes(30));

        var session = await _sessions.AssumeAsync(profile, options: ForProgram);

        Assert.Equal("ASIA-held", session.Credentials.AccessKeyId);
        Assert.Empty(_sessions.Sts.Calls);
        Assert.Same(session, Assert.Single(_sessions.Registry.Snapshot.Entries).Issued);
    }

    [Fact]
    public async Task Asks_for_the_identity_only_on_request()
    {
        Hold(TimeSpan.FromMinutes(30));

        await _sessions.AssumeAsync("admin", options: ForProgram with { Identify = true });

        Assert.StartsWith("GetCallerIdentity", Assert.Single(_sessions.Sts.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignores_a_session_that_is_about_to_expire()
    {
        Hold(TimeSpan.FromMinutes(4));

        Assert.NotEqual("ASIA-held", (await _sessions.AssumeAsync("dev", options: ForProgram)).Credentials.AccessKeyId);
        Assert.Equal(
            ErrorCode.MfaRequired,
            (
                await Assert.ThrowsAsync<RoleAssistException>(() => _sessions.AssumeAsync("admin", options: ForProgram))
            ).Code
        );
    }

    [Fact]
    public async Task Keeps_the_code_for_the_role_that_needs_it()
    {
        _sessions.Running.Find = chain => chain.Profile == "ops" ? Credentials(TimeSpan.FromMinutes(30)) : null;

        var sessions = await _sessions.AssumeAllAsync(
            "ops admin",
            "123456",
            ForProgram with
            {
                Preference = MfaPreference.Direct,
            }
        );

        Assert.Equal("ASIA-held", sessions[0].Credentials.AccessKeyId);
        Assert.StartsWith("AssumeRole", Assert.Single(_sessions.Sts.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_asks_other_processes_only_when_it_would_otherwise_need_a_code()
    {
        Hold(TimeSpan.FromMinutes(30));

        Assert.NotEqual("ASIA-held", (await _sessions.AssumeAsync("dev")).Credentials.AccessKeyId);
        Assert.Equal("ASIA-held", (await _sessions.AssumeAsync("admin")).Credentials.AccessKeyId);
        Assert.Equal(["admin"], _sessions.Running.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Starts_a_role_with_the_session_of_its_user_in_another_process(bool willRenew)
    {
        _sessions.Running.Find = chain => chain.Profile == "user" ? Credentials(TimeSpan.FromHours(2)) : null;
        var target = new AssumeTarget { Profile = "behind" };
        var options = ForProgram with { WillRenew = willRenew };

        var plan = await _sessions.Service.PlanAsync([target], options, CancellationToken.None);
        await _sessions.Service.AssumeAsync(target, options, CancellationToken.None);

        Assert.False(Assert.Single(plan.Sessions).NeedsCode);
        Assert.StartsWith("AssumeRole", Assert.Single(_sessions.Sts.Calls), StringComparison.Ordinal);
        Assert.Contains("ASIA-held", _sessions.Sts.Calls[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_of_a_user_without_the_device_is_not_enough()
    {
        _sessions.Running.Find = chain => chain.Profile == "home" ? Credentials(TimeSpan.FromHours(2)) : null;

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => _sessions.AssumeAsync("admin"));

        Assert.Equal(ErrorCode.MfaRequired, fault.Code);
        Assert.DoesNotContain("home", _sessions.Running.Asked);
    }

    [Fact]
    public async Task Does_not_mistake_its_own_credentials_for_those_of_another_process()
    {
        var own = await _sessions.AssumeAsync("admin", "123456", new SessionOptions(Preference: MfaPreference.Direct));
        _sessions.Running.Find = _ => own.Credentials;
        _sessions.Machine.Advance(TimeSpan.FromMinutes(50));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _sessions.AssumeAsync("admin", options: new SessionOptions(Preference: MfaPreference.Direct))
        );

        Assert.Equal(ErrorCode.MfaRequired, fault.Code);
    }

    [Fact]
    public async Task Does_not_search_other_processes_for_a_refresh_or_twice()
    {
        Hold(TimeSpan.FromMinutes(30));

        await _sessions.AssumeAsync("dev", options: ForProgram with { ForceRefresh = true });
        await Assert.ThrowsAsync<RoleAssistException>(() =>
            _sessions.AssumeAsync("admin", options: ForProgram with { Shared = false })
        );

        Assert.Empty(_sessions.Running.Asked);
    }

    [Fact]
    public async Task An_agents_session_is_of_the_role_that_this_process_means()
    {
        _sessions.Running.Grant = _ => new GrantedCredentials(
            Credentials(TimeSpan.FromMinutes(30)),
            "arn:aws:iam::999999999999:role/dev"
        );

        var fault = await Assert.ThrowsAsync<RoleAssistException>(AssumeAsAgentAsync);

        Assert.Equal(ErrorCode.AgentNotAllowed, fault.Code);
        Assert.Contains("999999999999", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_sessions.Registry.Snapshot.Entries);
    }

    [Fact]
    public async Task An_agents_session_names_its_account_and_role_without_asking_sts()
    {
        _sessions.Running.Grant = _ => new GrantedCredentials(
            Credentials(TimeSpan.FromMinutes(30)),
            "arn:aws:iam::123456789012:role/dev"
        );

        var session = await AssumeAsAgentAsync();

        Assert.Equal(("123456789012", "arn:aws:iam::123456789012:role/dev"), (session.Account, session.Arn));
        Assert.Empty(_sessions.Sts.Calls);
    }

    private Task<Session> AssumeAsAgentAsync() =>
        _sessions.Service.AssumeAsync(
            new AssumeTarget { Profile = "dev", Agent = "robot" },
            ForProgram,
            CancellationToken.None
        );

    private void Hold(TimeSpan left) => _sessions.Running.Find = _ => Credentials(left);

    private AwsCredentials Credentials(TimeSpan left) =>
        new("ASIA-held", "secret", "token", _sessions.Time.GetUtcNow() + left);
}
