using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.Core.Vault;

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
            .Profile("kept", ("roleassist_key", SecretName.Create(SecretKind.Key).Id))
            .Role("sealed", "kept")
            .Role("also", "kept")
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

    [Fact]
    public async Task A_locked_vault_is_told_before_anything_runs()
    {
        _runs.Sessions.Provider.Refuse = source => source is VaultSource ? VaultErrors.Locked(StoreKind.File) : null;

        var locked = await Assert.ThrowsAsync<RoleAssistException>(() => RequireOpenVault("free sealed"));
        Assert.Equal(ErrorCode.VaultLocked, locked.Code);

        await RequireOpenVault("free a b");
    }

    [Fact]
    public async Task Each_key_of_the_vault_is_needed_once_and_what_else_is_wrong_with_it_stops_no_other_account()
    {
        var asked = 0;
        _runs.Sessions.Provider.Refuse = source =>
        {
            asked += source is VaultSource ? 1 : 0;
            return source is VaultSource vault ? VaultErrors.KeyMissing(vault.Key) : null;
        };

        await RequireOpenVault("sealed also free");

        Assert.Equal(1, asked);
    }

    private async Task RequireOpenVault(string names) =>
        await _runs.Planner.RequireOpenVaultAsync(await Plan(names), CancellationToken.None);

    private Task<Core.Runs.RunPlan> Plan(string names) =>
        _runs.Planner.PlanAsync(RunsInMemory.Accounts(names), new SessionOptions(), CancellationToken.None);

    private Task Open(Core.Runs.RunPlan plan, string? code) =>
        _runs.Planner.OpenAsync(plan, new SessionOptions(), code, CancellationToken.None);
}
