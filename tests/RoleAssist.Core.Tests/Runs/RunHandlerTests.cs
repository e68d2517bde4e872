using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Runs;

public sealed class RunHandlerTests : IDisposable
{
    private const string Three = "a b c";

    private readonly RunsInMemory _runs = new(
        new AwsFiles()
            .User("home")
            .Role("a", "home", ("region", "eu-west-1"))
            .Role("b", "home")
            .Role("c", "home")
            .Role("d", "home")
            .Role("e", "home")
    );

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Runs_each_account_and_region_once_and_never_more_than_allowed_at_a_time()
    {
        const int parallel = 3;
        var (started, full) = (0, new TaskCompletionSource());
        _runs.Runner.Behavior = async _ =>
        {
            if (Interlocked.Increment(ref started) == parallel)
            {
                full.SetResult();
            }

            await full.Task.WaitAsync(TestInfrastructure.TimeLimits.Hang);
            await Task.Yield();
            return 0;
        };

        await _runs.RunAsync(
            "a b c d e",
            options =>
                options with
                {
                    Parallel = parallel,
                    Regions = RegionSelection.Parse(["eu-west-1,us-east-1,eu-central-1,us-west-2"]),
                }
        );

        Assert.Equal(parallel, _runs.Runner.Most);
        Assert.Equal(20, _runs.Runner.Started.Count);
        Assert.Equal(
            20,
            _runs
                .Runner.Started.Select(command => (command.Account, command.Environment["AWS_REGION"]))
                .Distinct()
                .Count()
        );
        Assert.Equal(20, _runs.Results.Count(result => result.State == RunState.Ok));
        Assert.Equal(5, _runs.Sessions.Sts.Calls.Count);
    }

    [Fact]
    public async Task A_command_gets_the_credentials_and_the_names_of_its_account()
    {
        await _runs.RunAsync("a");

        var command = Assert.Single(_runs.Runner.Started);
        Assert.Equal("work 123456789012", command.Text);
        Assert.Equal(
            ["ASIA1", "eu-west-1", "eu-west-1", "123456789012", "a", "a"],
            (
                (string[])
                    [
                        "AWS_ACCESS_KEY_ID",
                        "AWS_REGION",
                        "ROLEASSIST_REGION",
                        "ROLEASSIST_ACCOUNT",
                        "ROLEASSIST_ACCOUNT_NAME",
                        "ROLEASSIST_PROFILE",
                    ]
            ).Select(name => command.Environment[name])
        );
    }

    [Fact]
    public async Task A_result_names_the_account_and_the_region_that_the_command_got()
    {
        await _runs.RunAsync("a b");

        Assert.Equal("a/eu-west-1 Ok, b Ok", _runs.Summary);
        Assert.All(_runs.Results, result => Assert.Equal(("123456789012", 0), (result.AccountId, result.ExitCode)));
    }

    [Fact]
    public async Task A_role_that_cannot_be_assumed_is_told_apart_from_a_command_that_failed()
    {
        Refuse("role/b ", ErrorCode.AccessDenied);
        _runs.Runner.Behavior = command => Task.FromResult(command.Account == "c" ? 3 : 0);

        await _runs.RunAsync(Three);

        Assert.Equal("a/eu-west-1 Ok, b NotAssumed, c Failed", _runs.Summary);
        Assert.Equal(ErrorCode.AccessDenied, _runs.Results[1].Fault!.Code);
        Assert.Equal((null, 3), (_runs.Results[1].ExitCode, _runs.Results[2].ExitCode));
    }

    [Fact]
    public async Task Nothing_runs_with_credentials_of_another_account()
    {
        var accounts = RunsInMemory.Accounts("b c");

        await _runs.RunAsync([accounts[0] with { Id = "000000000009" }, accounts[1] with { Id = "123456789012" }]);

        Assert.Equal("b NotAssumed, c Ok", _runs.Summary);
        Assert.Single(_runs.Runner.Started);
        Assert.Equal(
            "The credentials for account 000000000009 are of account 123456789012.",
            _runs.Results[0].Fault!.Message
        );
    }

    [Fact]
    public async Task An_account_whose_source_could_not_tell_how_to_reach_it_is_not_assumed()
    {
        var accounts = RunsInMemory.Accounts("b c");
        var fault = new RoleAssistException(ErrorCode.ServiceUnavailable, "No answer.");

        await _runs.RunAsync([accounts[0] with { Fault = fault }, accounts[1]]);

        Assert.Equal("b NotAssumed, c Ok", _runs.Summary);
        Assert.Same(fault, _runs.Results[0].Fault);
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_has_failed()
    {
        _runs.Runner.Behavior = _ => throw new RoleAssistException(ErrorCode.InvalidArgument, "There is no command.");

        await _runs.RunAsync("b");

        Assert.Equal("b Failed", _runs.Summary);
        Assert.Equal(("There is no command.", null), (_runs.Results[0].Fault!.Message, _runs.Results[0].ExitCode));
    }

    [Fact]
    public async Task A_command_that_needs_a_region_fails_where_there_is_none()
    {
        await _runs.RunAsync("a b", options => options with { Command = new CommandTemplate(["work", "{region}"]) });

        Assert.Equal("a/eu-west-1 Ok, b Failed", _runs.Summary);
        Assert.Equal("work eu-west-1", Assert.Single(_runs.Runner.Started).Text);
    }

    [Fact]
    public async Task Starts_nothing_more_after_a_number_of_failures()
    {
        Refuse("role/a ", ErrorCode.AccessDenied);
        _runs.Runner.Behavior = _ => Task.FromResult(1);

        await _runs.RunAsync("a b c d", options => options with { Parallel = 1, StopAfterFailures = 2 });

        Assert.Equal("a NotAssumed, b Failed, c Canceled, d Canceled", _runs.Summary);
        Assert.Equal(2, _runs.Sessions.Sts.Calls.Count);
    }

    [Fact]
    public async Task A_run_that_is_stopped_before_it_starts_asks_for_nothing()
    {
        _runs.Stop.Stop(terminate: false);

        await _runs.RunAsync(Three);

        Assert.All(_runs.Results, result => Assert.Equal(RunState.Canceled, result.State));
        Assert.Equal((3, 0, 0), (_runs.Results.Count, _runs.Runner.Started.Count, _runs.Sessions.Sts.Calls.Count));
    }

    [Fact]
    public async Task A_command_that_is_stopped_is_canceled_unless_it_had_success()
    {
        _runs.Runner.Behavior = command =>
        {
            command.Ending.Stop(terminate: false);
            return Task.FromResult(command.Account == "a" ? 0 : 130);
        };

        await _runs.RunAsync("a b", options => options with { Parallel = 1 });
        Assert.Equal("a/eu-west-1 Ok, b Canceled", _runs.Summary);

        using var other = new RunsInMemory(new AwsFiles().User("home").Role("b", "home").Role("c", "home"));
        other.Runner.Behavior = _runs.Runner.Behavior;
        await other.RunAsync("b c", options => options with { Parallel = 1 });
        Assert.Equal("b Canceled, c Canceled", other.Summary);
        Assert.Equal(130, other.Results[0].ExitCode);
    }

    [Fact]
    public async Task A_stop_while_credentials_are_requested_cancels_the_item()
    {
        var gate = new TaskCompletionSource();
        _runs.Sessions.Sts.Gate = gate.Task;
        var run = _runs.RunAsync("a");

        _runs.Stop.Stop(terminate: true);
        await run.WaitAsync(TestInfrastructure.TimeLimits.Hang);

        Assert.Equal(RunState.Canceled, Assert.Single(_runs.Results).State);
    }

    [Fact]
    public async Task Runs_in_the_regions_that_each_account_has_enabled()
    {
        _runs.EnabledRegions = session =>
            session.Profile switch
            {
                "a" => ["eu-west-1", "us-east-1"],
                "b" => throw new RoleAssistException(ErrorCode.AccessDenied, "Not allowed."),
                _ => ["sa-east-1"],
            };

        await _runs.RunAsync(Three, Enabled);

        Assert.Equal("a/eu-west-1 Ok, a/us-east-1 Ok, b NotAssumed, c/sa-east-1 Ok", _runs.Summary);
        Assert.Equal(3, _runs.Sessions.Sts.Calls.Count);
    }

    [Fact]
    public async Task No_account_is_asked_for_its_regions_after_enough_failures()
    {
        Refuse("role/a ", ErrorCode.AccessDenied);

        await _runs.RunAsync(Three, options => Enabled(options) with { Parallel = 1, StopAfterFailures = 1 });

        Assert.Equal("a NotAssumed, b Canceled, c Canceled", _runs.Summary);
        Assert.Single(_runs.Sessions.Sts.Calls);
    }

    [Fact]
    public async Task Runs_only_what_is_wanted()
    {
        await _runs.RunAsync(
            Three,
            options =>
                options with
                {
                    Regions = RegionSelection.Parse(["eu-west-1,us-east-1"]),
                    IsWanted = key => key is { Account: "a", Region: "us-east-1" } or { Account: "c" },
                }
        );

        Assert.Equal("a/us-east-1 Ok, c/eu-west-1 Ok, c/us-east-1 Ok", _runs.Summary);
        Assert.Contains("account 1", _runs.Events);
    }

    [Fact]
    public async Task An_account_ends_after_all_its_items()
    {
        await _runs.RunAsync(
            Three,
            options => options with { Regions = RegionSelection.Parse(["eu-west-1", "us-east-1"]) }
        );

        Assert.Equal(15, _runs.Events.Count);
        for (var account = 0; account < 3; account++)
        {
            var own = _runs.Events.Where(happened => happened.Split(' ', '.')[1] == $"{account}").ToList();
            Assert.Equal($"account {account}", own[^1]);
            Assert.Equal(5, own.Count);
        }
    }

    [Fact]
    public async Task A_runner_that_breaks_leaves_nothing_hanging()
    {
        _runs.Runner.Behavior = command =>
            command.Account == "a" ? throw new InvalidOperationException("broken") : Task.FromResult(0);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _runs.RunAsync(Three).WaitAsync(TestInfrastructure.TimeLimits.Hang)
        );

        Assert.Contains("account 0", _runs.Events);
    }

    [Fact]
    public async Task An_observer_that_breaks_leaves_nothing_hanging()
    {
        _runs.OnEnded = _ => throw new IOException("full");

        await Assert.ThrowsAsync<IOException>(() =>
            _runs
                .RunAsync(Three, options => options with { Parallel = 1 })
                .WaitAsync(TestInfrastructure.TimeLimits.Hang)
        );

        Assert.Contains("account 0", _runs.Events);
    }

    private static RunOptions Enabled(RunOptions options) =>
        options with
        {
            Regions = RegionSelection.Parse(["enabled"]),
        };

    private void Refuse(string call, ErrorCode code) =>
        _runs.Sessions.Sts.Refuse = made =>
            made.Contains(call, StringComparison.Ordinal) ? new RoleAssistException(code, "No.") : null;
}
