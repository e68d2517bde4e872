using System.Net;
using System.Net.Sockets;
using System.Text;
using RoleAssist.Core.Delivery;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>
/// Requests that no SDK would send are refused, even with the right path and token. All are sent as raw bytes.
/// </summary>
public sealed class RequestGuardTests : IAsyncLifetime
{
    private const string Place = "{place}";
    private const string Port = "{port}";
    private const string Path = "{path}";
    private const string Token = "{token}";

    private readonly LiveEndpoint _endpoint = new();
    private CredentialGrant _grant = null!;

    public async ValueTask InitializeAsync() => _grant = await _endpoint.GrantAsync(_endpoint.Assume());

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Theory]
    [InlineData("Accept: application/json", "User-Agent: Botocore/1.29.27 Python/3.11.2")]
    [InlineData(
        "user-agent: aws-sdk-js/3.700.0",
        "amz-sdk-invocation-id: 1",
        "Connection: keep-alive",
        "Accept-Encoding: gzip"
    )]
    [InlineData("User-Agent: Mozilla/5.0 (Linux; Debian) PowerShell/7.6.0", "traceparent: 00-0-0-01")]
    [InlineData("Content-Length: 0")]
    [InlineData(
        "Connection: Upgrade, HTTP2-Settings",
        "Upgrade: h2c",
        "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA"
    )]
    public async Task Serves_the_requests_of_SDKs(params string[] headers)
    {
        var answer = await SendAsync(Request(headers: headers));

        Assert.Equal(200, answer?.Status);
    }

    [Theory]
    [InlineData("localhost:{port}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:80")]
    [InlineData("127.0.0.2:{port}")]
    [InlineData("[::1]:{port}")]
    [InlineData("0x7f000001:{port}")]
    [InlineData("2130706433:{port}")]
    [InlineData("127.0.0.1.:{port}")]
    [InlineData("127.1:{port}")]
    [InlineData("rebound.example:{port}")]
    [InlineData("rebound.example")]
    [InlineData("127.0.0.1:{port}, 127.0.0.1:{port}")]
    [InlineData("127.0.0.1:{port}@rebound.example")]
    [InlineData("roleassist")]
    [InlineData("")]
    public async Task Refuses_another_host(string host) =>
        await AssertRefusedAsync($"GET {Path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {Token}\r\n\r\n");

    [Theory]
    [InlineData("GET {path} HTTP/1.1\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/1.1\r\nHost: {place}\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/1.1\r\nHost: {place}\r\nhost: rebound.example\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: wrong\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/1.0\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/1.0\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/2.0\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path}\r\n\r\n")]
    [InlineData("GET http://{place}{path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET http://rebound.example{path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path}?x=1 HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path}? HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path}/ HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET /{path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET /.{path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET /x/..{path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path}%00 HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path}#x HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET /%63redentials{path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\nContent-Length: 2\r\n\r\nhi")]
    [InlineData(
        "GET {path} HTTP/1.1\r\nHost: {place}\r\nAuthorization: {token}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    )]
    [InlineData("GET {path} HTTP/1.1\r\nHost: {place}\r\n Authorization: {token}\r\n\r\n")]
    [InlineData("GET {path} HTTP/1.1\nHost: {place}\nX: y\r\n\r\n")]
    public async Task Refuses_a_request_of_another_shape(string request) => await AssertRefusedAsync(request);

    [Theory]
    [InlineData("Origin: http://127.0.0.1:{port}")]
    [InlineData("Origin: null")]
    [InlineData("origin: https://rebound.example")]
    [InlineData("Referer: http://127.0.0.1:{port}/")]
    [InlineData("Sec-Fetch-Site: none")]
    [InlineData("Sec-Fetch-Mode: navigate")]
    [InlineData("Sec-CH-UA: \"Chromium\"")]
    [InlineData("Sec-WebSocket-Key: x")]
    [InlineData("X-Forwarded-For: 127.0.0.1")]
    [InlineData("X-Forwarded-Host: 127.0.0.1:{port}")]
    [InlineData("X-Forwarded-Proto: http")]
    [InlineData("Forwarded: for=127.0.0.1")]
    [InlineData("Via: 1.1 proxy")]
    [InlineData("X-Real-IP: 127.0.0.1")]
    [InlineData("Proxy-Connection: keep-alive")]
    [InlineData("Access-Control-Request-Method: GET")]
    [InlineData("Access-Control-Request-Private-Network: true")]
    [InlineData("Cookie: a=b")]
    [InlineData("Upgrade-Insecure-Requests: 1")]
    [InlineData("Expect: 100-continue")]
    [InlineData("X-HTTP-Method-Override: PUT")]
    [InlineData(
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36"
    )]
    [InlineData("Accept: a\r\nAccept: b")]
    public async Task Refuses_browsers_and_proxies(string header) => await AssertRefusedAsync(Request(headers: header));

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("get")]
    [InlineData("PROPFIND")]
    public async Task Refuses_another_method(string method) => await AssertRefusedAsync(Request(method));

    [Fact]
    public async Task Refuses_headers_that_are_too_large()
    {
        await AssertRefusedAsync(Request(headers: "X: " + new string('x', 9 * 1024)));
        await AssertRefusedAsync(Request(headers: [.. Enumerable.Range(0, 40).Select(number => $"X{number}: x")]));
        await AssertRefusedAsync(
            $"GET /{new string('x', 4096)} HTTP/1.1\r\nHost: {Place}\r\nAuthorization: {Token}\r\n\r\n"
        );
    }

    [Fact]
    public async Task Does_not_read_another_request_after_a_refused_one()
    {
        using var client = await RawHttp.ConnectAsync(_grant.Address.Port);
        var good = RawHttp.Get(_grant);
        await client.SendAsync(Encoding.ASCII.GetBytes(Fill(Request("POST")) + good));

        var refused = await RawHttp.ReadAsync(client);
        Assert.Equal(405, refused?.Status);
        Assert.Equal("", refused?.Body);
        Assert.Contains("Cache-Control: no-store", refused?.Head, StringComparison.Ordinal);
        Assert.Null(await RawHttp.ReadAsync(client));
    }

    /// <summary>
    /// Each request has the right path and token, and something that no SDK sends. A fixed seed makes the test
    /// reproducible.
    /// </summary>
    [Fact]
    public async Task Serves_none_of_ten_thousand_forged_requests()
    {
        var forger = new Forger(new Random(20260101), _grant);
        var statuses = new Dictionary<int, int>();
        for (var number = 0; number < 10_000; number++)
        {
            var request = forger.Next();
            var answer = await SendAsync(request);
            Assert.False(
                answer?.Status == 200 || answer?.Body.Contains("ASIA1", StringComparison.Ordinal) == true,
                $"served: {request}"
            );
            statuses[answer?.Status ?? 0] = statuses.GetValueOrDefault(answer?.Status ?? 0) + 1;
        }

        // The requests reached the guard, the path check and, in part, the server's own checks.
        Assert.All(
            [400, 403, 404, 405],
            status => Assert.True(statuses.GetValueOrDefault(status) > 500, string.Join(' ', statuses))
        );
        Assert.Equal(200, (await RawHttp.AskAsync(_grant)).Status);
        Assert.Single(_endpoint.Audited, happened => happened.Delivery is not null);
    }

    /// <summary>
    /// Each connection takes a descriptor and some memory; together they must not lock out other clients.
    /// </summary>
    [Fact]
    public async Task Two_thousand_slow_connections_do_not_lock_out_a_legitimate_client()
    {
        var slow = new List<Socket>();
        try
        {
            for (var number = 0; number < 2_000; number++)
            {
                slow.Add(await RawHttp.ConnectAsync(_grant.Address.Port));

                // Half send nothing, half start a request and never finish it.
                if (number % 2 == 0)
                {
                    await slow[^1].SendAsync("GET /credentials/"u8.ToArray());
                }

                if (number % 100 == 0)
                {
                    Assert.Equal(200, (await RawHttp.AskAsync(_grant)).Status);
                }
            }

            using var honest = await RawHttp.ConnectAsync(_grant.Address.Port);
            for (var number = 0; number < 20; number++)
            {
                Assert.Equal(200, (await RawHttp.SendAsync(honest, RawHttp.Get(_grant))).Status);
            }
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task A_connection_with_a_valid_token_survives_many_without_one()
    {
        using var honest = await RawHttp.ConnectAsync(_grant.Address.Port);
        Assert.Equal(200, (await RawHttp.SendAsync(honest, RawHttp.Get(_grant))).Status);
        using var stranger = await RawHttp.ConnectAsync(_grant.Address.Port);

        // The kernel completes connections before the endpoint accepts them, and simultaneous ones are accepted in any
        // order.
        using var limit = new CancellationTokenSource(TimeLimits.Hang);
        while (_endpoint.Get<RoleAssist.Host.Endpoint.ConnectionLimiter>().UnauthenticatedCount == 0)
        {
            await Task.Delay(1, limit.Token);
        }

        var more = new List<Socket>();
        try
        {
            for (var number = 0; number < RoleAssist.Host.Endpoint.ConnectionLimiter.MaxUnauthenticated; number++)
            {
                more.Add(await RawHttp.ConnectAsync(_grant.Address.Port));
            }

            Assert.Null(await RawHttp.ReadAsync(stranger));
            Assert.Equal(200, (await RawHttp.SendAsync(honest, RawHttp.Get(_grant))).Status);
        }
        finally
        {
            more.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Listens_only_on_the_loopback_interface()
    {
        var port = _grant.Address.Port;
        var addresses = System
            .Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties()
            .GetActiveTcpListeners();

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, port)], addresses.Where(listener => listener.Port == port));
    }

    private static string Request(string method = "GET", params string[] headers) =>
        $"{method} {Path} HTTP/1.1\r\nHost: {Place}\r\nAuthorization: {Token}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";

    private async Task AssertRefusedAsync(string request)
    {
        // No response also counts as a refusal.
        var answer = await SendAsync(request);
        Assert.True(answer is null or { Status: >= 400 and < 600 }, $"{answer?.Status}");
        Assert.DoesNotContain("ASIA1", answer?.Body ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(_endpoint.Audited, happened => happened.Delivery is not null);
    }

    private async Task<RawAnswer?> SendAsync(string request)
    {
        using var client = await RawHttp.ConnectAsync(_grant.Address.Port);
        await client.SendAsync(Encoding.Latin1.GetBytes(Fill(request)));
        return await RawHttp.ReadAsync(client);
    }

    private string Fill(string request) =>
        request
            .Replace(Place, $"127.0.0.1:{_grant.Address.Port}", StringComparison.Ordinal)
            .Replace(Port, $"{_grant.Address.Port}", StringComparison.Ordinal)
            .Replace(Path, _grant.Address.AbsolutePath, StringComparison.Ordinal)
            .Replace(Token, _grant.Token, StringComparison.Ordinal);
}
