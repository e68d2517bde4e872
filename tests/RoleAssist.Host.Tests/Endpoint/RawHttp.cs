using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RoleAssist.Core.Delivery;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>A raw HTTP response.</summary>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Field(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>Sends raw HTTP requests that no HTTP library would send.</summary>
internal static class RawHttp
{
    /// <summary>Gets a request as an SDK sends it.</summary>
    public static string Get(CredentialGrant grant) => Get(grant.Address, grant.Token);

    public static string Get(Uri address, string token) =>
        $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: 127.0.0.1:{address.Port}\r\nAuthorization: {token}\r\nAccept: application/json\r\n\r\n";

    public static async Task<RawAnswer> SendAsync(int port, string request)
    {
        using var client = await ConnectAsync(port);
        return await SendAsync(client, request);
    }

    public static Task<RawAnswer> AskAsync(CredentialGrant grant) => SendAsync(grant.Address.Port, Get(grant));

    public static async Task<Socket> ConnectAsync(int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    public static async Task<RawAnswer> SendAsync(Socket client, string request)
    {
        await client.SendAsync(Encoding.Latin1.GetBytes(request));
        return await ReadAsync(client) ?? throw new IOException("The connection was closed without a response.");
    }

    /// <summary>Reads a response; returns null if the connection is closed without one.</summary>
    public static async Task<RawAnswer?> ReadAsync(Socket client)
    {
        using var limit = new CancellationTokenSource(TimeLimits.Hang);
        var received = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            int count;
            try
            {
                count = await client.ReceiveAsync(buffer, limit.Token);
            }
            catch (SocketException)
            {
                count = 0;
            }

            received.AddRange(buffer.AsSpan(0, count));
            var text = Encoding.Latin1.GetString([.. received]);
            if (Whole(text) is { } answer)
            {
                return answer;
            }

            if (count == 0)
            {
                return null;
            }
        }
    }

    private static RawAnswer? Whole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var (head, body) = (text[..end], text[(end + 4)..]);
        var length = head.Split("\r\n")
            .Select(line => line.Split(": "))
            .FirstOrDefault(field => field[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase));
        return length is null || body.Length >= int.Parse(length[1], System.Globalization.CultureInfo.InvariantCulture)
            ? new RawAnswer(int.Parse(head[9..12], System.Globalization.CultureInfo.InvariantCulture), head, body)
            : null;
    }
}
