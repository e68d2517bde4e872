using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Runs;

/// <summary>Runs whose commands get their credentials from the endpoint.</summary>
public sealed class AccountGrantTests : IDisposable
{
    private const string Ana = "arn:aws:iam::123456789012:mfa/ana";

    private readonly RunsInMemory _runs = new(
        new AwsFiles()
            .User("home")
            .Role("a", "home")
            .Role("b", "home")
            .Role("coded", "home", ("mfa_serial", Ana))
            .Role("mid", "home")
            .Role("chained", "mid")
    );

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task An_account_has_one_grant_for_all_its_commands_and_no_other_account_has_it()
    {
        await RunAsync("a b", options => options with { Regions = RegionSelection.Parse(["eu-west-1,us-east-1"]) });

        Assert.Equal(2, _runs.Endpoint.All.Count);
        Assert.Equal(4, _runs.Runner.Started.Count);
        Assert.All(
            _runs.Runner.Started,
            command => Assert.Equal(command.Account, _runs.Endpoint.Of(command).Entry.Chain.Profile)
        );
        Assert.Equal(2, _runs.Sessions.Sts.Calls.Count);
    }

    [Fact]
    public async Task A_command_gets_an_address_instead_of_keys()
    {
        await RunAsync("a", options => options with { Regions = RegionSelection.Parse(["eu-west-1"]) });

        var command = Assert.Single(_runs.Runner.Started);
        Assert.Equal(
            [null, null, null, "eu-west-1", "123456789012", "a"],
            (
                (string[])
                    [
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SESSION_TOKEN",
                        "AWS_PROFILE",
                        "AWS_REGION",
                        "ROLEASSIST_ACCOUNT",
                        "ROLEASSIST_PROFILE",
                    ]
            ).Select(name => command.Environment[name])
        );
        Assert.NotNull(_runs.Endpoint.Of(command));
    }

    [Fact]
    public async Task Grants_end_with_the_last_command_of_their_account_and_leave_no_session()
    {
        var wasEnded = new List<bool>();
        _runs.OnEnded = result => wasEnded.Add(_runs.Endpoint.All[result.Item.Order.Account].IsEnded);

        await RunAsync("a", options => options with { Regions = RegionSelection.Parse(["eu-west-1,us-east-1"]) });

        Assert.Equal([false, false], wasEnded);
        Assert.All(_runs.Endpoint.All, served => Assert.True(served.IsEnded));
        Assert.Empty(_runs.Sessions.Registry.Snapshot.Entries);
        Assert.Empty((await _runs.Sessions.Kept.ReadAsync(CancellationToken.None)).Sessions);
    }

    [Fact]
    public async Task A_command_that_outlives_its_session_gets_new_credentials_without_another_code()
    {
        List<string> keys = [];
        _runs.Runner.Behavior = async command =>
        {
            var served = _runs.Endpoint.Of(command);
            for (var hour = 0; hour < 3; hour++)
            {
                keys.Add(served.Key);
                Assert.True(served.Entry.Issued!.Credentials.Expiration > _runs.Sessions.Time.GetUtcNow());
                await PassAsync(TimeSpan.FromHours(1), served);
            }

            return 0;
        };

        await RunAsync("coded", code: "111111");

        Assert.Equal("coded Ok", _runs.Summary);
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Single(_runs.Sessions.Sts.Calls, call => call.StartsWith("GetSessionToken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chained_role_is_renewed_with_the_role_before_it()
    {
        _runs.Runner.Behavior = async command =>
        {
            var served = _runs.Endpoint.Of(command);
            await PassAsync(TimeSpan.FromHours(3), served);
            Assert.True(
                served.Entry.Issued!.Credentials.Expiration - _runs.Sessions.Time.GetUtcNow() > TimeSpan.FromMinutes(14)
            );
            return 0;
        };

        await RunAsync("chained");

        Assert.Equal("chained Ok", _runs.Summary);
        Assert.True(_runs.Sessions.Sts.Calls.Count(call => call.Contains("role/mid ", StringComparison.Ordinal)) > 2);
    }

    [Fact]
    public async Task Nothing_is_renewed_for_an_account_whose_commands_have_ended()
    {
        var ended = new TaskCompletionSource();
        _runs.OnEnded = result =>
        {
            if (result.Item.Account.Name == "a")
            {
                ended.SetResult();
            }
        };
        _runs.Runner.Behavior = async command =>
        {
            if (command.Account == "b")
            {
                await ended.Task.WaitAsync(TestInfrastructure.TimeLimits.Hang);
                await PassAsync(TimeSpan.FromHours(4), _runs.Endpoint.Of(command));
            }

            return 0;
        };

        await RunAsync("a b");

        Assert.Single(_runs.Sessions.Sts.Calls, call => call.Contains("role/a ", StringComparison.Ordinal));
        Assert.True(_runs.Sessions.Sts.Calls.Count(call => call.Contains("role/b ", StringComparison.Ordinal)) > 4);
    }

    [Fact]
    public async Task Between_two_commands_nothing_is_renewed_and_the_next_one_starts_with_fresh_credentials()
    {
        List<string> keys = [];
        _runs.Runner.Behavior = command =>
        {
            keys.Add(_runs.Endpoint.Of(command).Key);
            return Task.FromResult(0);
        };
        _runs.OnEnded = result =>
        {
            if (result.Item.Order.Region == 0)
            {
                _runs.Sessions.Machine.Advance(TimeSpan.FromHours(5));
                _runs.Endpoint.All[0].Renew();
            }
        };

        await RunAsync(
            "a",
            options => options with { Parallel = 1, Regions = RegionSelection.Parse(["eu-west-1,us-east-1"]) }
        );

        Assert.Equal(["ASIA1", "ASIA2"], keys);
        Assert.Single(_runs.Endpoint.All);
    }

    [Fact]
    public async Task A_program_that_waits_after_sleep_starts_the_renewal()
    {
        _runs.Runner.Behavior = async command =>
        {
            var served = _runs.Endpoint.Of(command);
            _runs.Sessions.Machine.Shift(TimeSpan.FromHours(8));
            Assert.Equal("ASIA1", served.Key);

            served.Renew();
            await served.SettleAsync();

            Assert.Equal("ASIA2", served.Key);
            return 0;
        };

        await RunAsync("a");

        Assert.Equal("a Ok", _runs.Summary);
    }

    [Theory]
    [InlineData(ErrorCode.AccessDenied, 2)]
    [InlineData(ErrorCode.ServiceUnavailable, 3)]
    public async Task A_refusal_is_served_and_only_what_may_pass_is_tried_again(ErrorCode code, int calls)
    {
        _runs.Runner.Behavior = async command =>
        {
            var served = _runs.Endpoint.Of(command);
            _runs.Sessions.Sts.Fault = new RoleAssistException(code, "Not now.");
            _runs.Sessions.Machine.Shift(TimeSpan.FromMinutes(50));
            served.Renew();
            await served.SettleAsync();
            Assert.Equal((code, "ASIA1"), (served.Entry.Fault!.Code, served.Key));

            _runs.Sessions.Sts.Fault = null;
            await PassAsync(TimeSpan.FromMinutes(3), served);
            Assert.Equal(calls == 3 ? (null, "ASIA2") : (code, "ASIA1"), (served.Entry.Fault?.Code, served.Key));
            return 0;
        };

        await RunAsync("a");

        Assert.Equal("a Ok", _runs.Summary);
        Assert.Equal(calls, _runs.Sessions.Sts.Calls.Count);
    }

    [Fact]
    public async Task A_renewal_that_is_under_way_is_dropped_with_the_last_command()
    {
        _runs.Runner.Behavior = command =>
        {
            _runs.Sessions.Sts.Gate = new TaskCompletionSource().Task;
            _runs.Sessions.Machine.Shift(TimeSpan.FromMinutes(50));
            _runs.Endpoint.Of(command).Renew();
            Assert.True(_runs.Endpoint.Of(command).Entry.IsBusy);
            return Task.FromResult(0);
        };

        await RunAsync("a").WaitAsync(TestInfrastructure.TimeLimits.Hang);

        Assert.True(_runs.Endpoint.All[0].IsEnded);
        Assert.Equal("ASIA1", _runs.Endpoint.All[0].Key);
    }

    private Task RunAsync(string names, Func<RunOptions, RunOptions>? change = null, string? code = null) =>
        _runs.RunAsync(
            names,
            options => (change?.Invoke(options) ?? options) with { Delivery = DeliveryMode.Endpoint },
            code
        );

    /// <summary>Lets time pass in steps in which a renewal can happen.</summary>
    private async Task PassAsync(TimeSpan time, FakeEndpoint.Served served)
    {
        for (var end = _runs.Sessions.Time.GetUtcNow() + time; _runs.Sessions.Time.GetUtcNow() < end; )
        {
            _runs.Sessions.Machine.Advance(TimeSpan.FromSeconds(30));
            await served.SettleAsync();
        }
    }
}
