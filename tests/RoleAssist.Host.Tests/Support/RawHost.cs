using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nerdbank.Streams;
using RoleAssist.Host.Rpc;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Support;

/// <summary>A serving host, and a client that knows nothing but LSP's framing.</summary>
internal sealed class RawHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Stream _stream;

    private RawHost(IHost host, Stream stream) => (_host, _stream) = (host, stream);

    public static async Task<RawHost> StartAsync()
    {
        var (ours, theirs) = FullDuplexStream.CreatePair();
        var host = StdioServer.Build(
            new ServerStreams(theirs, theirs),
            LogLevel.None,
            services => services.AddRoleAssist()
        );
        await host.StartAsync();
        return new RawHost(host, ours);
    }

    public async Task SendAsync(string message) =>
        await _stream.WriteAsync(
            Encoding.UTF8.GetBytes($"Content-Length: {Encoding.UTF8.GetByteCount(message)}\r\n\r\n{message}")
        );

    public async Task<JsonObject> ReadAsync()
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one).AsTask().WaitAsync(TimeLimits.Hang);
            header.Append((char)one[0]);
        }

        var length = header.ToString().Split("\r\n")[0].Split(": ")[1];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await _stream.ReadExactlyAsync(body).AsTask().WaitAsync(TimeLimits.Hang);
        return JsonNode.Parse(body)!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
