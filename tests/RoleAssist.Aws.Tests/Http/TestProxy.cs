using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoleAssist.Aws.Tests.Http;

/// <summary>A proxy that forwards every request to one local port.</summary>
internal sealed class TestProxy : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly ConcurrentQueue<string> _tunnels = new();
    private readonly int _port;
    private readonly string? _userInfo;

    /// <param name="port">The port.</param>
    /// <param name="userInfo">The required <c>user:password</c>; null for none.</param>
    public TestProxy(int port, string? userInfo = null)
    {
        (_port, _userInfo) = (port, userInfo);
        _listener = new LoopbackListener(ServeAsync);
    }

    public string Address => $"127.0.0.1:{_listener.Port}";

    /// <summary>The hosts to which tunnels were opened.</summary>
    public IEnumerable<string> Tunnels => _tunnels;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(TcpClient client)
    {
        using var target = new TcpClient();
        try
        {
            var stream = client.GetStream();
            var request = await ReadHeadAsync(stream);
            if (
                _userInfo is not null
                && !request.Contains(
                    Convert.ToBase64String(Encoding.UTF8.GetBytes(_userInfo)),
                    StringComparison.Ordinal
                )
            )
            {
                await stream.WriteAsync(
                    "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray()
                );
                return;
            }

            _tunnels.Enqueue(request.Split(' ')[1]);
            await target.ConnectAsync(IPAddress.Loopback, _port);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            await Task.WhenAny(stream.CopyToAsync(target.GetStream()), target.GetStream().CopyToAsync(stream));
        }
        catch (Exception broken) when (broken is IOException or SocketException) { }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var buffer = new byte[16 * 1024];
        var head = "";
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }

        return head;
    }
}
