using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Runs;

public sealed class RunPlannerTests : IDisposable
{
    private const string Ana = "arn:aws:iam::123456789012:mfa/ana";
    private const string Ben = "arn:aws:iam::123456789012:mfa/ben";

    private readonly RunsInMemory _runs = new(
        new AwsFiles()
            .User("home")
            .User("other")
            .Role("free", "home")
            .Role("a", "home", ("mfa_serial", Ana))
            .Role("b", "home", ("mfa_serial", Ana))
            .Role("c", "other", ("mfa_serial", Ben))
            .Role("broken", "nobody")
            .Role("lost", "nowhere")
    );

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Plans_all_accounts_in_order_and_calls_nobody()
    {
        var plan = await Plan("b broken free a c");

        Assert.Equal(["b", null, "free", "a", "c"], plan.Accounts.Select(account => account.Session?.Chain.Profile));
        Assert.Equal(ErrorCode.ProfileNotFound, plan.Accounts[1].Fault!.Code);
        Assert.Equal(2, plan.CodesNeeded);
        Assert.Empty(_runs.Sessions.Sts.Calls);
    }

    [Fact]
    public async Task Fails_with_the_first_fault_if_no_account_can_be_planned()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Plan("broken lost"));

        Assert.Contains("'broken'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_one_code_for_each_device()
    {
        var plan = await Plan("a b c free");

        var first = await Assert.ThrowsAsync<RoleAssistException>(() => Open(plan, null));
        var second = await Assert.ThrowsAsync<RoleAssistException>(() => Open(plan, "111111"));
        await Open(plan, "222222");

        Assert.Equal((Ana, Ben), (first.MfaSerial, second.MfaSerial));
        Assert.Equal(
            2,
            _runs.Sessions.Sts.Calls.Count(call => call.StartsWith("GetSessionToken", StringComparison.Ordinal))
        );
        Assert.Equal(0, (await Plan("a b c")).CodesNeeded);
    }

    [Fact]
    public async Task Opens_the_way_to_the_roles_and_assumes_none()
    {
        await Open(await Plan("a b"), "111111");

        Assert.Equal(0, (await Plan("a b")).CodesNeeded);
        Assert.All(
            _runs.Sessions.Sts.Calls,
            call => Assert.StartsWith("GetSessionToken", call, StringComparison.Ordinal)
        );
        Assert.Empty(_runs.Sessions.Registry.Snapshot.Entries);
    }

    private Task<Core.Runs.RunPlan> Plan(string names) =>
        _runs.Planner.PlanAsync(RunsInMemory.Accounts(names), new SessionOptions(), CancellationToken.None);

    private Task Open(Core.Runs.RunPlan plan, string? code) =>
        _runs.Planner.OpenAsync(plan, new SessionOptions(), code, CancellationToken.None);
}
