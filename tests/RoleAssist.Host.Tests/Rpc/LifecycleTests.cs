using System.Diagnostics;
using RoleAssist.Contracts;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure;
using StreamJsonRpc;

namespace RoleAssist.Host.Tests.Rpc;

public class LifecycleTests
{
    private const int ServerNotInitialized = -32002;
    private const int InvalidRequest = -32600;

    [Fact]
    public async Task Initialize_says_who_answers()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist(), initialize: false);

        var result = await host.Server.InitializeAsync(new InitializeParams(), CancellationToken.None);

        Assert.Equal("roleassist", result.ServerInfo.Name);
        Assert.Matches(@"^\d+\.\d+\.\d+$", result.ServerInfo.Version);
    }

    [Fact]
    public async Task Nothing_is_answered_before_initialize()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist(), initialize: false);

        Assert.Equal(ServerNotInitialized, await ErrorOf(ListSessions(host)));
    }

    [Fact]
    public async Task Nothing_but_exit_follows_shutdown_and_then_the_code_is_0()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist());

        await host.Server.ShutdownAsync(CancellationToken.None);
        Assert.Equal(InvalidRequest, await ErrorOf(ListSessions(host)));
        await host.Rpc.NotifyAsync("exit");

        await host.Ended.WaitAsync(TimeLimits.Hang);
        Assert.Equal(0, host.ExitCode);
    }

    [Fact]
    public async Task Exit_without_shutdown_is_code_1()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist());

        await host.Rpc.NotifyAsync("exit");

        await host.Ended.WaitAsync(TimeLimits.Hang);
        Assert.Equal(1, host.ExitCode);
    }

    [Fact]
    public async Task A_closed_stream_ends_the_host_with_0()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist());

        host.Rpc.Dispose();

        await host.Ended.WaitAsync(TimeLimits.Hang);
        Assert.Equal(0, host.ExitCode);
    }

    [Fact]
    public async Task The_host_ends_with_the_client_that_named_itself()
    {
        using var client = Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist(), initialize: false);
        await host.Server.InitializeAsync(new InitializeParams(ProcessId: client.Id), CancellationToken.None);

        client.Kill();

        await host.Ended.WaitAsync(TimeLimits.Hang);
    }

    private static Task<SessionsSnapshot> ListSessions(ServedHost host) =>
        host.Server.ListSessionsAsync(new ListSessionsParams(), CancellationToken.None);

    private static async Task<int> ErrorOf(Task call) => (await Assert.ThrowsAnyAsync<RemoteRpcException>(() => call)) switch
    {
        RemoteInvocationException failed => failed.ErrorCode,
        { ErrorCode: { } code } => (int)code,
        var other => throw other,
    };
}
