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
    public async Task Initialize_returns_the_servers_name_and_version()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist(), initialize: false);

        var result = await host.Server.InitializeAsync(new InitializeParams(), CancellationToken.None);

        Assert.Equal("roleassist", result.ServerInfo.Name);
        Assert.Matches(@"^\d+\.\d+\.\d+$", result.ServerInfo.Version);
    }

    [Fact]
    public async Task Refuses_requests_before_initialize()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist(), initialize: false);

        Assert.Equal(ServerNotInitialized, await ErrorOf(ListSessions(host)));
    }

    [Fact]
    public async Task Allows_only_exit_after_shutdown_and_then_exits_with_0()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist());

        await host.Server.ShutdownAsync(CancellationToken.None);
        Assert.Equal(InvalidRequest, await ErrorOf(ListSessions(host)));
        await host.Rpc.NotifyAsync("exit");

        await host.Ended.WaitAsync(TimeLimits.Hang);
        Assert.Equal(0, host.ExitCode);
    }

    [Fact]
    public async Task Exit_without_shutdown_exits_with_1()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist());

        await host.Rpc.NotifyAsync("exit");

        await host.Ended.WaitAsync(TimeLimits.Hang);
        Assert.Equal(1, host.ExitCode);
    }

    [Fact]
    public async Task A_closed_stream_stops_the_host_with_exit_code_0()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist());

        host.Rpc.Dispose();

        await host.Ended.WaitAsync(TimeLimits.Hang);
        Assert.Equal(0, host.ExitCode);
    }

    [Fact]
    public async Task The_host_stops_when_the_client_process_ends()
    {
        using var client = Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist(), initialize: false);
        await host.Server.InitializeAsync(new InitializeParams(ProcessId: client.Id), CancellationToken.None);

        client.Kill();

        await host.Ended.WaitAsync(TimeLimits.Hang);
    }

    private static Task<SessionsSnapshot> ListSessions(ServedHost host) =>
        host.Server.ListSessionsAsync(new ListSessionsParams(), CancellationToken.None);

    private static async Task<int> ErrorOf(Task call) =>
        (await Assert.ThrowsAnyAsync<RemoteRpcException>(() => call)) switch
        {
            RemoteInvocationException failed => failed.ErrorCode,
            { ErrorCode: { } code } => (int)code,
            var other => throw other,
        };
}
