using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

public sealed class AssumeHandlerTests : IDisposable
{
    private const string Serial = "arn:aws:iam::123456789012:mfa/ana";

    private readonly FakeTimeProvider _time = new();
    private readonly AwsFiles _files = new AwsFiles()
        .User("home")
        .Role("dev", "home")
        .Role("admin", "home", ("mfa_serial", Serial))
        .Role("audit", "admin", ("mfa_serial", Serial));

    private readonly FakeSecurityTokenService _sts;
    private readonly SessionRegistry _registry;
    private readonly AssumeHandler _handler;

    public AssumeHandlerTests()
    {
        _sts = new FakeSecurityTokenService(_time);
        _registry = new SessionRegistry(_time);
        _handler = new AssumeHandler(
            _files,
            new RoleChainResolver(new ProcessEnvironment([])),
            new FakeCredentialProvider(),
            _sts,
            _registry,
            new Workstation("ana", "laptop"),
            _time,
            NullLogger<AssumeHandler>.Instance);
    }

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task A_role_is_assumed_under_a_name_that_says_who_and_from_where()
    {
        var session = await Assume("dev");

        Assert.Equal(["AssumeRole arn:aws:iam::123456789012:role/dev as ana@laptop with AKIA-home"], _sts.Calls);
        Assert.Equal(("123456789012", "arn:aws:sts::123456789012:assumed-role/dev/ana@laptop"), (session.Account, session.Arn));
        Assert.Same(session, Assert.Single(_registry.Snapshot.Sessions));
    }

    [Fact]
    public async Task A_code_is_asked_for_before_any_call_is_made()
    {
        var needed = await Assert.ThrowsAsync<RoleAssistException>(() => Assume("admin"));

        Assert.Equal((ErrorCode.MfaRequired, Serial, "admin"), (needed.Code, needed.MfaSerial, needed.Profile));
        Assert.Empty(_sts.Calls);
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345x")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("")]
    public async Task What_is_not_six_digits_never_reaches_aws(string code)
    {
        var refused = await Assert.ThrowsAsync<RoleAssistException>(() => Assume("admin", code));

        Assert.Equal(ErrorCode.InvalidArgument, refused.Code);
        Assert.DoesNotContain(_sts.Calls, call => call.Length > 0);
    }

    [Fact]
    public async Task The_first_step_of_a_chain_takes_the_code_and_the_second_takes_what_came_of_it()
    {
        await Assume("audit", "123456");

        Assert.Equal(
            [
                $"AssumeRole arn:aws:iam::123456789012:role/admin as ana@laptop with AKIA-home and code 123456 of {Serial}",
                "AssumeRole arn:aws:iam::123456789012:role/audit as ana@laptop with ASIA1",
            ],
            _sts.Calls);
    }

    [Fact]
    public async Task A_users_own_session_says_who_it_is()
    {
        var session = await Assume("home");

        Assert.Equal(["GetSessionToken with AKIA-home", "GetCallerIdentity with ASIA1"], _sts.Calls);
        Assert.Equal("arn:aws:iam::123456789012:user/ana", session.Arn);
        Assert.True(session.Credentials.IsTemporary);
    }

    [Fact]
    public async Task A_live_session_is_answered_without_asking_aws_or_a_person()
    {
        var first = await Assume("admin", "123456");
        _time.Advance(TimeSpan.FromMinutes(44));

        Assert.Same(first, await Assume("admin"));
        Assert.Single(_sts.Calls);
    }

    [Fact]
    public async Task A_session_with_less_than_a_quarter_of_an_hour_left_is_renewed_under_its_id()
    {
        var first = await Assume("dev");
        _time.Advance(TimeSpan.FromMinutes(46));

        var second = await Assume("dev");

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Credentials.AccessKeyId, second.Credentials.AccessKeyId);
        Assert.Same(second, Assert.Single(_registry.Snapshot.Sessions));
    }

    [Fact]
    public async Task An_edited_profile_is_another_session()
    {
        var first = await Assume("dev");
        _files.Role("dev", "home", ("external_id", "x-1"));

        Assert.NotEqual(first.Id, (await Assume("dev")).Id);
        Assert.Equal(2, _registry.Snapshot.Sessions.Length);
    }

    [Fact]
    public async Task A_failure_leaves_no_session()
    {
        _sts.Fault = new RoleAssistException(ErrorCode.MfaCodeRejected, "no");

        await Assert.ThrowsAsync<RoleAssistException>(() => Assume("admin", "123456"));

        Assert.Empty(_registry.Snapshot.Sessions);
    }

    private Task<Session> Assume(string profile, string? code = null) =>
        _handler.HandleAsync(new AssumeTarget { Profile = profile }, code, CancellationToken.None);
}
