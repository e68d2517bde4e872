using Microsoft.Extensions.Time.Testing;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Samples;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Control;

/// <summary>Tests faults that affect only some accounts, and faults at a rate.</summary>
public sealed class AccountFaultTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>, IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_fault_meets_the_account_of_the_role()
    {
        await ArmAsync("throttle", new FaultOptions(Accounts: [SampleAccounts.Development]));
        (await sandbox.CallAsync("GetCallerIdentity")).Granted();
        Assert.Equal("Throttling", (await sandbox.AssumeRoleAsync()).Code);
        (await sandbox.AssumeRoleAsync()).Granted();
        Assert.Equal(
            [SampleAccounts.Home, SampleAccounts.Development, SampleAccounts.Development],
            (await sandbox.Control.GetCallsAsync(CancellationToken.None)).Calls.TakeLast(3).Select(call => call.Account)
        );
    }

    [Fact]
    public async Task Without_a_role_it_meets_the_account_of_the_caller()
    {
        var keys = (await sandbox.AssumeRoleAsync()).Keys;
        await ArmAsync("throttle", new FaultOptions(Accounts: [SampleAccounts.Development]));
        (await sandbox.CallAsync("GetCallerIdentity")).Granted();
        using var refused = await sandbox.SendAsync((sandbox.Signer with { Keys = keys }).Post("GetCallerIdentity"));
        Assert.Equal(400, (int)refused.StatusCode);
    }

    [Fact]
    public async Task A_refusal_of_an_account_is_that_of_a_role_that_does_not_trust()
    {
        await ArmAsync("access-denied", new FaultOptions(Accounts: [SampleAccounts.Development]));
        (await sandbox.AssumeRoleAsync()).Refused(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: {SampleAccounts.DeveloperRole}"
        );
        (await sandbox.AssumeRoleAsync()).Granted();
    }

    [Fact]
    public async Task Several_faults_are_armed_at_once()
    {
        await ArmAsync("access-denied", new FaultOptions(Accounts: [SampleAccounts.Development]));
        await ArmAsync("throttle", new FaultOptions(Count: 2));
        Assert.Equal("AccessDenied", (await sandbox.AssumeRoleAsync()).Code);
        Assert.Equal("Throttling", (await sandbox.AssumeRoleAsync()).Code);
        Assert.Equal("Throttling", (await sandbox.CallAsync("GetCallerIdentity")).Code);
        (await sandbox.AssumeRoleAsync()).Granted();
    }

    [Fact]
    public void Each_account_has_a_count_of_its_own()
    {
        var faults = Armed("throttle", new FaultOptions(Count: 2, Accounts: ["111111111111", "222222222222"]));
        Assert.Equal(
            [true, true, false, true, true, false, false],
            "1112223".Select(digit => IsHit(faults, new string(digit, 12)))
        );
    }

    [Fact]
    public void None_cancels_all_faults()
    {
        var faults = Armed("throttle", new FaultOptions(Count: 9, Accounts: ["111111111111"]));
        faults.Arm(Order("none", new FaultOptions()));
        Assert.False(IsHit(faults, "111111111111"));
    }

    [Fact]
    public void A_rate_throttles_only_the_calls_above_it()
    {
        var faults = Armed("throttle", new FaultOptions(PerSecond: 3));
        Assert.Equal([false, false, false, true, true], Calls(5));
        _time.Advance(TimeSpan.FromSeconds(0.7));
        Assert.Equal([false, false, true], Calls(3));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([false, false, false, true], Calls(4));

        List<bool> Calls(int count) => [.. Enumerable.Range(0, count).Select(_ => IsHit(faults, "111111111111"))];
    }

    [Theory]
    [InlineData("throttle", "12", null, "'12' is not the ID of an account, which has 12 digits.")]
    [InlineData("throttle", null, 0, "The number of calls per second must be at least 1.")]
    [InlineData("500", null, 5, "Only the fault 'throttle' can have a number of calls per second.")]
    public async Task Rejects_an_invalid_fault(string kind, string? account, int? perSecond, string message)
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() =>
            ArmAsync(kind, new FaultOptions(Accounts: account is null ? null : [account], PerSecond: perSecond))
        );
        Assert.Equal(message, error.Message);
    }

    public async ValueTask DisposeAsync() => await ArmAsync("none");

    private FaultInjector Armed(string kind, FaultOptions options)
    {
        var faults = new FaultInjector(_time);
        faults.Arm(Order(kind, options));
        return faults;
    }

    private static FaultRequest Order(string kind, FaultOptions options) =>
        new(kind, options.Count, options.Seconds, options.Action, options.Accounts, options.PerSecond);

    private static bool IsHit(FaultInjector faults, string account) =>
        faults.Take("AssumeRole", account, _ => true) is not null;

    private Task ArmAsync(string kind, FaultOptions? options = null) =>
        sandbox.Control.ArmFaultAsync(kind, options, CancellationToken.None);
}
