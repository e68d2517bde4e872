using System.Net;
using System.Net.Sockets;
using RoleAssist.Interop.Unix;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Interop.Tests.Unix;

/// <summary>Another user's connection needs root: see <c>tests/interop/console.test.mjs</c>.</summary>
public sealed class LoopbackOwnerTests
{
    public static bool IsLinux => OperatingSystem.IsLinux();

    [Theory(SkipUnless = nameof(IsLinux), Skip = "Other systems do not tell.")]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public async Task Knows_a_connection_of_this_user_through_either_kind_of_socket(AddressFamily family)
    {
        using var listener = Listen();
        using var client = await ConnectAsync(family, listener);
        using var accepted = await listener.AcceptSocketAsync();
        var (end, server) = ((IPEndPoint)accepted.RemoteEndPoint!, (IPEndPoint)listener.LocalEndpoint);

        Assert.True(LoopbackOwner.IsClientThisUser(end, server));
        Assert.False(LoopbackOwner.IsClientThisUser(new IPEndPoint(IPAddress.Parse("127.0.0.2"), end.Port), server));

        // .NET closes the socket when its own thread lets go of it.
        client.Dispose();
        Assert.True(SpinWait.SpinUntil(() => LoopbackOwner.IsClientThisUser(end, server) == false, TimeLimits.Hang));
    }

    /// <summary>The second time, the process is one of those that were found last.</summary>
    [Theory(SkipUnless = nameof(IsLinux), Skip = "Other systems do not tell.")]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public async Task Finds_the_process_that_has_connected(AddressFamily family)
    {
        using var listener = Listen();
        for (var time = 0; time < 2; time++)
        {
            using var client = await ConnectAsync(family, listener);
            using var accepted = await listener.AcceptSocketAsync();

            Assert.Equal(
                Environment.ProcessId,
                LoopbackOwner
                    .GetOwner((IPEndPoint)accepted.RemoteEndPoint!, (IPEndPoint)listener.LocalEndpoint)
                    ?.ProcessId
            );
        }
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static async Task<Socket> ConnectAsync(AddressFamily family, TcpListener listener)
    {
        var client = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6)
        {
            client.DualMode = true;
        }

        await client.ConnectAsync(
            family == AddressFamily.InterNetworkV6 ? IPAddress.Loopback.MapToIPv6() : IPAddress.Loopback,
            ((IPEndPoint)listener.LocalEndpoint).Port
        );
        return client;
    }
}
