using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Runs;

public sealed class AccountSessionsTests : IDisposable
{
    private const string Serial = "arn:aws:iam::123456789012:mfa/ana";
    private const string Many = "a b c d e";

    private readonly AwsFiles _files = new AwsFiles().User("home").Role("hub", "home");
    private readonly RunsInMemory _runs;

    public AccountSessionsTests() => _runs = new RunsInMemory(_files);

    private IReadOnlyList<string> Calls => _runs.Sessions.Sts.Calls;

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task The_role_on_the_way_is_requested_once_for_all_accounts()
    {
        Behind("hub");

        await _runs.RunAsync(Many);

        Assert.Equal(6, Calls.Count);
        Assert.StartsWith("AssumeRole arn:aws:iam::123456789012:role/hub ", Calls[0], StringComparison.Ordinal);
        Assert.All(Calls.Skip(1), call => Assert.EndsWith(" with ASIA1", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_refusal_of_the_role_on_the_way_is_remembered_for_all_accounts()
    {
        Behind("hub");
        _runs.Sessions.Sts.Fault = new RoleAssistException(ErrorCode.AccessDenied, "No.");

        await _runs.RunAsync(Many);

        Assert.Single(Calls);
        Assert.All(_runs.Results, result => Assert.Equal(RunState.NotAssumed, result.State));
        Assert.Equal(5, _runs.Results.Count);
    }

    [Fact]
    public async Task A_role_on_the_way_that_was_unreachable_is_requested_again()
    {
        Behind("hub");
        var first = true;
        _runs.Sessions.Sts.Refuse = _ =>
        {
            var isFirst = first;
            first = false;
            return isFirst ? new RoleAssistException(ErrorCode.ServiceUnreachable, "No network.") : null;
        };

        await _runs.RunAsync("a b", options => options with { Parallel = 1 });

        Assert.Equal("a NotAssumed, b Ok", _runs.Summary);
    }

    [Fact]
    public async Task A_role_on_the_way_that_lasts_15_minutes_is_used()
    {
        _files.Role("hub", "home", ("duration_seconds", "900"));
        Behind("hub");

        await _runs.RunAsync("a").WaitAsync(TestInfrastructure.TimeLimits.Hang);

        Assert.Equal("a Ok", _runs.Summary);
        Assert.Equal(2, Calls.Count);
    }

    [Fact]
    public async Task One_code_serves_all_accounts_behind_a_device()
    {
        foreach (var name in Many.Split(' '))
        {
            _files.Role(name, "home", ("mfa_serial", Serial));
        }

        var needed = await Assert.ThrowsAsync<RoleAssistException>(() => _runs.RunAsync(Many));
        await _runs.RunAsync(Many, code: "123456");

        Assert.Equal(ErrorCode.MfaRequired, needed.Code);
        Assert.Equal(5, _runs.Results.Count(result => result.State == RunState.Ok));
        Assert.Single(Calls, call => call.Contains("code 123456", StringComparison.Ordinal));
        Assert.StartsWith("GetSessionToken", Calls[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_regions_of_an_account_share_its_session_and_its_refusal()
    {
        _files.Role("a", "home").Role("b", "home");
        _runs.Sessions.Sts.Refuse = call =>
            call.Contains("role/b ", StringComparison.Ordinal)
                ? new RoleAssistException(ErrorCode.AccessDenied, "No.")
                : null;

        await _runs.RunAsync("a b", InThreeRegions);

        Assert.Equal(2, Calls.Count);
        Assert.Equal(3, _runs.Results.Count(result => result.State == RunState.NotAssumed));
    }

    [Fact]
    public async Task A_session_with_less_than_15_minutes_left_is_replaced_before_the_next_region()
    {
        _files.Role("a", "home");
        _runs.Runner.Behavior = _ =>
        {
            _runs.Sessions.Machine.Advance(TimeSpan.FromMinutes(23));
            return Task.FromResult(0);
        };

        await _runs.RunAsync("a", options => InThreeRegions(options) with { Parallel = 1 });

        Assert.Equal(
            ["ASIA1", "ASIA1", "ASIA2"],
            _runs.Runner.Started.Select(command => command.Environment["AWS_ACCESS_KEY_ID"])
        );
    }

    [Fact]
    public async Task Keys_without_a_role_tell_their_account_when_asked()
    {
        await _runs.RunAsync("home");

        Assert.Equal(["GetSessionToken with AKIA-home", "GetCallerIdentity with ASIA1"], Calls);
        Assert.Equal("123456789012", Assert.Single(_runs.Results).AccountId);
    }

    private void Behind(string source)
    {
        foreach (var name in Many.Split(' '))
        {
            _files.Role(name, source);
        }
    }

    private static RunOptions InThreeRegions(RunOptions options) =>
        options with
        {
            Regions = RegionSelection.Parse(["eu-west-1,us-east-1,sa-east-1"]),
        };
}
