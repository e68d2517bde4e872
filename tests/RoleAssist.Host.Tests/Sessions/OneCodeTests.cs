using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.State;
using RoleAssist.Host.Tests.Support;
using RoleAssist.Sandbox.Faults;

namespace RoleAssist.Host.Tests.Sessions;

/// <summary>What a single MFA code is used for at a strict STS, according to the STS' own log.</summary>
[Collection(nameof(SharedSandbox))]
public sealed class OneCodeTests(HostSandbox sandbox) : IAsyncDisposable
{
    private readonly ServiceProvider _host = Host(sandbox);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Three_roles_with_one_device_need_one_code_and_a_long_session_needs_another()
    {
        AssumeTarget[] three = [new() { Profile = "prod-admin" }, Behind("dev"), Behind("vendor")];
        var before = await CallsAsync();

        var sessions = await AssumeAsync(three, await sandbox.CodeAsync());

        Assert.Equal(["admin", "developer", "vendor-access"], sessions.Select(session => session.Arn.Split('/')[1]));
        Assert.Equal(
            ["GetSessionToken", "AssumeRole", "AssumeRole", "AssumeRole"],
            (await CallsAsync()).Skip(before.Count)
        );

        var twelveHours = Behind("long");
        Assert.Equal(
            ErrorCode.MfaRequired,
            (await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync([twelveHours], null))).Code
        );
        var direct = Assert.Single(await AssumeAsync([twelveHours], await sandbox.CodeAsync()));

        Assert.True(direct.Credentials.Expiration - DateTimeOffset.UtcNow > TimeSpan.FromHours(11.9));
        Assert.Equal(
            ["GetSessionToken", "AssumeRole", "AssumeRole", "AssumeRole", "AssumeRole"],
            (await CallsAsync()).Skip(before.Count)
        );
    }

    [Fact]
    public async Task Two_processes_with_the_same_code_both_succeed_one_with_the_next_code()
    {
        await using var other = Host(sandbox);
        var code = await sandbox.CodeAsync();

        var outcomes = await Task.WhenAll(TryAsync(_host, "prod-admin", code), TryAsync(other, "prod-audit", code));

        Assert.Equal([null, ErrorCode.MfaCodeSpent], outcomes.Order());
        var (late, profile) = outcomes[0] is null ? (other, "prod-audit") : (_host, "prod-admin");
        Assert.Null(await TryAsync(late, profile, await sandbox.CodeAsync()));
    }

    [Fact]
    public async Task The_audit_trail_records_what_was_issued_without_secrets()
    {
        _host.GetRequiredService<CurrentClient>().Options = new ClientOptions("a test");
        _host.GetRequiredService<SessionAuditor>();
        var session = Assert.Single(await AssumeAsync([new() { Profile = "dev", RoleSessionName = "audited" }], null));
        _host.GetRequiredService<SessionRegistry>().End(session.Id);

        await _host.GetRequiredService<FileAuditTrail>().DrainAsync();
        var events = _host
            .GetRequiredService<AuditFile>()
            .Read()
            .Where(happened => happened.SessionId == session.Id.Value)
            .ToList();
        Assert.Equal([AuditAction.Issued, AuditAction.Ended], events.Select(happened => happened.Action));
        Assert.All(
            events,
            happened =>
                Assert.Equal(("a test", session.Arn, "dev"), (happened.Requester, happened.Arn, happened.Profile))
        );
        var text = await File.ReadAllTextAsync(Path.Combine(sandbox.StateFolder, "audit.jsonl"));
        Assert.DoesNotContain(session.Credentials.SecretAccessKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Credentials.SessionToken!, text, StringComparison.Ordinal);
    }

    public static TheoryData<string> Faults =>
        [.. FaultKinds.All.Where(kind => kind is not (FaultKinds.None or FaultKinds.Clock))];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_STS_fault_ends_in_a_typed_error_or_a_valid_session(string kind)
    {
        await sandbox.Control.ArmFaultAsync(kind, new FaultOptions(Count: 3, Seconds: 0.2), CancellationToken.None);
        try
        {
            // Only these two outcomes are possible; the retry budget limits the time.
            var outcome = await TryAsync(_host, "dev", null, $"fault-{kind}");

            Assert.True(outcome is null || (int)outcome / 100 is 4 or 5, $"{outcome}");
        }
        finally
        {
            await sandbox.Control.ArmFaultAsync(FaultKinds.None, null, CancellationToken.None);
        }
    }

    [Fact]
    public async Task An_emulator_with_a_wrong_clock_only_affects_its_own_sessions()
    {
        await sandbox.Control.ArmFaultAsync(FaultKinds.Clock, new FaultOptions(Seconds: 3600), CancellationToken.None);
        try
        {
            await using var host = Host(sandbox);

            var session = await host.GetRequiredService<SessionService>()
                .AssumeAsync(new AssumeTarget { Profile = "dev" }, new SessionOptions(), CancellationToken.None);

            Assert.InRange(host.GetRequiredService<SkewCorrectedTime>().Skew.TotalSeconds, -1, 1);
            Assert.InRange((session.Credentials.Expiration!.Value - DateTimeOffset.UtcNow).TotalMinutes, 55, 61);
            Assert.Equal(
                SessionState.Active,
                host.GetRequiredService<SessionRegistry>()
                    .Find(session.Id)!
                    .StateAt(host.GetRequiredService<TimeProvider>().GetUtcNow())
            );
        }
        finally
        {
            await sandbox.Control.ArmFaultAsync(FaultKinds.None, null, CancellationToken.None);
            // The AWS SDK keeps its clock correction per endpoint and process; another call resets it for other tests.
            _ = await TryAsync(_host, "dev", null, "clock-reset");
        }
    }

    private AssumeTarget Behind(string profile) => new() { Profile = profile, MfaSerial = sandbox.Serial };

    private Task<IReadOnlyList<Session>> AssumeAsync(AssumeTarget[] targets, string? code) =>
        _host
            .GetRequiredService<SessionService>()
            .AssumeAllAsync(targets, new SessionOptions(code), CancellationToken.None);

    private static async Task<ErrorCode?> TryAsync(
        ServiceProvider host,
        string profile,
        string? code,
        string? name = null
    )
    {
        try
        {
            await host.GetRequiredService<SessionService>()
                .AssumeAsync(
                    new AssumeTarget { Profile = profile, RoleSessionName = name },
                    new SessionOptions(code),
                    CancellationToken.None
                );
            return null;
        }
        catch (RoleAssistException fault)
        {
            return fault.Code;
        }
    }

    private async Task<List<string>> CallsAsync() =>
        [.. (await sandbox.Control.GetCallsAsync(CancellationToken.None)).Calls.Select(call => call.Action)];

    private static ServiceProvider Host(HostSandbox sandbox)
    {
        var services = new ServiceCollection().AddLogging();
        sandbox.AddHost(services);
        return services.BuildServiceProvider();
    }
}
