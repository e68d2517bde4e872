using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.SignIn;
using RoleAssist.Host.Endpoint;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>What a browser, another page, another user or a scanner sends to the port of a sign-in.</summary>
public sealed class CallbackListenerTests : IAsyncLifetime
{
    private const string State = "the-right-state";

    private ISignInCallback _callback = null!;
    private Task<CallbackAnswer> _answer = null!;
    private int _port;

    public async ValueTask InitializeAsync()
    {
        _callback = await new CallbackListener(NullLogger<CallbackListener>.Instance).ListenAsync(
            State,
            CancellationToken.None
        );
        _port = new Uri(_callback.RedirectUri).Port;
        _answer = _callback.WaitAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _callback.DisposeAsync();

    [Fact]
    public async Task Ends_with_the_right_state_after_strangers_have_tried()
    {
        Assert.Equal($"http://127.0.0.1:{_port}/oauth/callback", _callback.RedirectUri);
        Assert.Equal(400, (await GetAsync("?error=access_denied&state=wrong")).Status);
        Assert.Equal(400, (await GetAsync("?code=theirs&state=wrong")).Status);
        Assert.Equal(400, (await GetAsync("?error=access_denied")).Status);
        Assert.False(_answer.IsCompleted);

        var page = await GetAsync($"?code=the-code&state={State}");

        Assert.Equal(200, page.Status);
        Assert.Equal(new CallbackAnswer("the-code"), await _answer.WaitAsync(TimeLimits.Hang));
        Assert.Contains("Cache-Control: no-store", page.Head, StringComparison.Ordinal);
        Assert.Contains("Referrer-Policy: no-referrer", page.Head, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy: default-src 'none'", page.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("the-code", page.Body, StringComparison.Ordinal);
        await ClosesAsync();
    }

    [Theory]
    [InlineData("?code=a&code=b&state={state}")]
    [InlineData("?code=a&state={state}&state={state}")]
    [InlineData("?code=a&state={state}&state=other")]
    [InlineData("?code=a&error=b&state={state}")]
    [InlineData("?code=&state={state}")]
    [InlineData("?state={state}")]
    [InlineData("?code=a&STATE={state}x")]
    [InlineData("?code=a&state=")]
    [InlineData("?code=a&state={state}%00")]
    [InlineData("")]
    public async Task Ignores_what_no_service_sends(string query)
    {
        Assert.Equal(400, (await GetAsync(query.Replace("{state}", State, StringComparison.Ordinal))).Status);
        Assert.False(_answer.IsCompleted);
    }

    [Theory]
    [InlineData("POST", "/oauth/callback?code=a&state={state}", 405)]
    [InlineData("PUT", "/oauth/callback?code=a&state={state}", 405)]
    [InlineData("OPTIONS", "/oauth/callback?code=a&state={state}", 405)]
    [InlineData("GET", "/favicon.ico", 404)]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/oauth/callback/?code=a&state={state}", 404)]
    [InlineData("GET", "/OAuth/Callback?code=a&state={state}", 404)]
    [InlineData("GET", "/x/../oauth/callback2?code=a&state={state}", 404)]
    public async Task Serves_one_path_with_one_method(string method, string target, int status)
    {
        var answer = await SendAsync(method, target.Replace("{state}", State, StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
        Assert.False(_answer.IsCompleted);
    }

    [Theory]
    [InlineData("localhost:{port}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2:{port}")]
    [InlineData("rebound.example:{port}")]
    public async Task Refuses_a_foreign_host(string host)
    {
        var answer = await RawHttp.SendAsync(
            _port,
            $"GET /oauth/callback?code=a&state={State} HTTP/1.1\r\nHost: {host.Replace("{port}", $"{_port}", StringComparison.Ordinal)}\r\n\r\n"
        );

        Assert.InRange(answer.Status, 400, 403);
        Assert.False(_answer.IsCompleted);
    }

    [Theory]
    [InlineData("Origin: https://evil.example")]
    [InlineData("Origin: null")]
    [InlineData("Sec-Fetch-Mode: no-cors")]
    [InlineData("Sec-Fetch-Dest: image")]
    [InlineData("Sec-Fetch-Dest: iframe")]
    [InlineData("Sec-Purpose: prefetch")]
    [InlineData("Content-Length: 1")]
    public async Task Refuses_what_a_page_sends_in_the_background(string header)
    {
        var answer = await SendAsync("GET", $"/oauth/callback?code=a&state={State}", header);

        Assert.InRange(answer.Status, 400, 413);
        Assert.False(_answer.IsCompleted);
    }

    [Fact]
    public async Task Takes_what_a_browser_sends_after_a_redirect()
    {
        var answer = await SendAsync(
            "GET",
            $"/oauth/callback?state={State}&code=a%2Fb",
            "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-User: ?1\r\n"
                + $"Upgrade-Insecure-Requests: 1\r\nReferer: https://page.example/\r\nCookie: {new string('c', 16_000)}\r\n"
                + "User-Agent: Mozilla/5.0\r\nAccept-Encoding: gzip"
        );

        Assert.Equal(200, answer.Status);
        Assert.Equal("a/b", (await _answer.WaitAsync(TimeLimits.Hang)).Code);
    }

    [Fact]
    public async Task Shows_the_words_of_a_refusal_as_text()
    {
        var page = await GetAsync(
            $"?error=access_denied&error_description={Uri.EscapeDataString("<script>alert(1)</script>\u202e")}&state={State}"
        );

        Assert.Equal("access_denied", (await _answer.WaitAsync(TimeLimits.Hang)).Error);
        Assert.DoesNotContain("<script", page.Body, StringComparison.Ordinal);
        Assert.Contains("&lt;script", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_answer_changes_nothing()
    {
        var callback = await new CallbackListener(NullLogger<CallbackListener>.Instance).ListenAsync(
            State,
            CancellationToken.None
        );
        var port = new Uri(callback.RedirectUri).Port;
        try
        {
            Assert.Equal(200, (await GetAsync($"?code=first&state={State}", port)).Status);
            Assert.Equal(400, (await GetAsync($"?code=second&state={State}", port)).Status);
            Assert.Equal("first", (await callback.WaitAsync(CancellationToken.None)).Code);
        }
        finally
        {
            await callback.DisposeAsync();
        }
    }

    [Fact]
    public async Task Ten_thousand_requests_do_not_keep_the_right_one_out()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 10_000),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (number, _) =>
            {
                var answer = await GetAsync($"?code={number}&state={number}");
                Assert.Equal(400, answer.Status);
            }
        );

        Assert.Equal(200, (await GetAsync($"?code=the-code&state={State}")).Status);
        Assert.Equal("the-code", (await _answer.WaitAsync(TimeLimits.Hang)).Code);
    }

    [Fact]
    public void Listens_on_the_loopback_address_only()
    {
        var listening = IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Where(place => place.Port == _port);

        Assert.Equal([IPAddress.Loopback], listening.Select(place => place.Address));
    }

    [Fact]
    public async Task Is_closed_when_the_sign_in_is_abandoned()
    {
        await _callback.DisposeAsync();

        await ClosesAsync();
    }

    private async Task ClosesAsync()
    {
        using var limit = new CancellationTokenSource(TimeLimits.Hang);
        while (true)
        {
            try
            {
                using var client = await RawHttp.ConnectAsync(_port);
                await Task.Delay(10, limit.Token);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private Task<RawAnswer> GetAsync(string query, int? port = null) =>
        SendAsync("GET", $"/oauth/callback{query}", port: port);

    private async Task<RawAnswer> SendAsync(string method, string target, string? headers = null, int? port = null)
    {
        var lines = headers is null ? "" : $"{headers}\r\n";
        return await RawHttp.SendAsync(
            port ?? _port,
            $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port ?? _port}\r\n{lines}\r\n"
        );
    }
}
