using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Errors;
using RoleAssist.Host.ConsoleLinks;
using RoleAssist.Host.Tests.Endpoint;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.ConsoleLinks;

/// <summary>Raw requests to a real port.</summary>
public sealed class ConsoleDoorTests : IAsyncDisposable
{
    private static readonly Uri Console = new("https://signin.example/federation?Action=login&SigninToken=canary%2B");

    private readonly FakeTimeProvider _time = new();
    private readonly ConsoleDoor _door;
    private int _signedIn;

    public ConsoleDoorTests()
    {
        var tickets = new ConsoleTickets(_time);
        _door = new ConsoleDoor(
            tickets,
            new TicketHandler(tickets, NullLogger<TicketHandler>.Instance),
            _time,
            NullLogger<ConsoleDoor>.Instance
        );
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task A_ticket_is_redirected_once()
    {
        var (ticket, address) = await IssueAsync();
        Assert.Equal(0, _signedIn);

        var first = await GetAsync(address);
        var second = await GetAsync(address);

        Assert.Equal(302, first.Status);
        Assert.Contains($"Location: {Console.AbsoluteUri}\r\n", first.Head, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store\r\n", first.Head, StringComparison.Ordinal);
        Assert.Contains("Referrer-Policy: no-referrer\r\n", first.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", first.Head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(410, second.Status);
        Assert.Contains("used already", second.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", second.Head + second.Body, StringComparison.Ordinal);
        Assert.Equal(1, _signedIn);
        await ticket.Used;
    }

    [Fact]
    public async Task Of_many_uses_at_once_one_is_redirected()
    {
        var (_, address) = await IssueAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(address)));

        Assert.Single(answers, answer => answer.Status == 302);
        Assert.Equal(19, answers.Count(answer => answer.Status == 410));
    }

    [Theory]
    [InlineData(59, 302)]
    [InlineData(60, 410)]
    public async Task A_ticket_expires_after_a_minute(int seconds, int status)
    {
        var (_, address) = await IssueAsync();
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await GetAsync(address)).Status);
    }

    [Fact]
    public async Task The_port_is_closed_when_no_ticket_is_remembered()
    {
        await IssueAsync();
        var port = _door.Port;
        _time.Advance(TimeSpan.FromMinutes(1));
        await IssueAsync();
        Assert.Equal(port, _door.Port);

        _time.Advance(ConsoleTickets.Memory);
        while (_door.Port is not null)
        {
            await Task.Yield();
        }

        var (_, address) = await IssueAsync();
        Assert.Equal(302, (await GetAsync(address)).Status);
    }

    [Theory]
    [InlineData("GET", "Host: localhost:{port}")]
    [InlineData("GET", "Host: evil.example")]
    [InlineData("GET", "Host: 127.0.0.1")]
    [InlineData("GET", "Host: 127.0.0.1:1")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nOrigin: https://evil.example")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nOrigin: null")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nSec-Fetch-Mode: no-cors")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nSec-Fetch-Mode: cors")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nPurpose: prefetch")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nSec-Purpose: prefetch;prerender")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nX-Moz: prefetch")]
    [InlineData("HEAD", "Host: 127.0.0.1:{port}")]
    [InlineData("POST", "Host: 127.0.0.1:{port}\r\nContent-Length: 0")]
    [InlineData("OPTIONS", "Host: 127.0.0.1:{port}")]
    [InlineData("GET", "Host: 127.0.0.1:{port}\r\nContent-Length: 1")]
    public async Task What_is_no_click_neither_gets_an_answer_nor_spends_the_ticket(string method, string headers)
    {
        var (_, address) = await IssueAsync();

        var refused = await RawHttp.SendAsync(
            address.Port,
            $"{method} {address.AbsolutePath} HTTP/1.1\r\n{headers.Replace("{port}", $"{address.Port}", StringComparison.Ordinal)}\r\n\r\n"
        );

        Assert.True(refused.Status is >= 400 and < 500, refused.Head);
        Assert.DoesNotContain("canary", refused.Head + refused.Body, StringComparison.Ordinal);
        Assert.Equal(302, (await GetAsync(address)).Status);
    }

    [Fact]
    public async Task A_program_that_asks_as_a_click_does_uses_the_ticket()
    {
        var (_, address) = await IssueAsync();

        var answer = await RawHttp.SendAsync(
            address.Port,
            $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: 127.0.0.1:{address.Port}\r\nUser-Agent: curl/8\r\nAccept: */*\r\n\r\n"
        );

        Assert.Equal((302, 410), (answer.Status, (await GetAsync(address)).Status));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/favicon.ico")]
    [InlineData("/open/")]
    [InlineData("/open/guess")]
    [InlineData("/open/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/OPEN/{ticket}")]
    [InlineData("/open/{ticket}?")]
    [InlineData("/open/{ticket}/")]
    [InlineData("/x/../open/{ticket}")]
    [InlineData("/%6fpen/{ticket}")]
    public async Task Any_other_address_is_not_found(string path)
    {
        var (ticket, address) = await IssueAsync();

        var answer = await GetAsync(
            new Uri(address, "/"),
            path.Replace("{ticket}", ticket.Text, StringComparison.Ordinal)
        );

        Assert.Equal((404, ""), (answer.Status, answer.Body));
        Assert.Equal(302, (await GetAsync(address)).Status);
    }

    [Fact]
    public async Task An_error_is_a_page_without_detail()
    {
        var (ticket, address) = await _door.IssueAsync(
            _ => throw new RoleAssistException(ErrorCode.AccessDenied, "The canary was denied."),
            CancellationToken.None
        );

        var answer = await GetAsync(address);

        Assert.Equal(502, answer.Status);
        Assert.Contains("could not be opened", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", answer.Head + answer.Body, StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => ticket.Used);
        Assert.Equal(ErrorCode.AccessDenied, fault.Code);
        Assert.Equal(410, (await GetAsync(address)).Status);
    }

    [Fact]
    public async Task A_mistake_of_RoleAssist_is_the_same_page_and_ends_the_wait()
    {
        var (ticket, address) = await _door.IssueAsync(
            _ => throw new InvalidOperationException("The canary was odd."),
            CancellationToken.None
        );

        var answer = await GetAsync(address);

        Assert.Equal(502, answer.Status);
        Assert.Contains("could not be opened", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", answer.Head + answer.Body, StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => ticket.Used.WaitAsync(TimeLimits.Hang));
        Assert.Equal(ErrorCode.Internal, fault.Code);
        Assert.IsType<InvalidOperationException>(fault.InnerException);
    }

    [Fact]
    public async Task Tickets_are_long_and_limited_in_number()
    {
        var texts = new HashSet<string>();
        for (var i = 0; i < 64; i++)
        {
            var (ticket, _) = await IssueAsync();
            Assert.Equal(43, ticket.Text.Length);
            Assert.True(texts.Add(ticket.Text));
            Assert.DoesNotContain(ticket.Text, ticket.ToString(), StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<RoleAssistException>(IssueAsync);
        _time.Advance(TimeSpan.FromMinutes(2));
        await IssueAsync();
    }

    private Task<(ConsoleTicket Ticket, Uri Address)> IssueAsync() =>
        _door.IssueAsync(
            _ =>
            {
                Interlocked.Increment(ref _signedIn);
                return Task.FromResult(Console);
            },
            CancellationToken.None
        );

    private static Task<RawAnswer> GetAsync(Uri address, string? path = null) =>
        RawHttp.SendAsync(
            address.Port,
            $"GET {path ?? address.AbsolutePath} HTTP/1.1\r\nHost: 127.0.0.1:{address.Port}\r\n"
                + "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Site: none\r\n"
                + "Upgrade-Insecure-Requests: 1\r\nUser-Agent: Mozilla/5.0\r\nCookie: of=another\r\n\r\n"
        );
}
