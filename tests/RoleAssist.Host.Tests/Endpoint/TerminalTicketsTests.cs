using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.Tests.Endpoint;

public sealed class TerminalTicketsTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly IReadOnlyList<EnvironmentChange> Changes = [new("AWS_REGION", "eu-west-1"), new("AWS_PROFILE", null), new("X", "it's + \"ü\"")];

    private readonly LiveEndpoint _endpoint = new();
    private int _workedOut;

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task A_ticket_is_worth_its_changes_once()
    {
        var ticket = await IssueAsync();
        Assert.Equal(0, _workedOut);

        Assert.Equal(Changes, await RedeemAsync(ticket));
        await AssertWorthlessAsync(ticket);
        Assert.Equal(1, _workedOut);
    }

    [Fact]
    public async Task A_ticket_can_be_typed_into_any_shell_as_it_is()
    {
        var ticket = await IssueAsync();

        Assert.Matches(@"^\d{1,5}\.[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{22}$", ticket);
    }

    [Fact]
    public async Task A_ticket_is_worth_nothing_half_a_minute_later()
    {
        var ticket = await IssueAsync();

        _endpoint.Time.Advance(TicketRegistry.Lifetime);

        await AssertWorthlessAsync(ticket);
    }

    [Fact]
    public async Task Who_shows_a_wrong_secret_has_used_the_ticket_up()
    {
        var ticket = await IssueAsync();
        var wrong = ticket[..^1] + (ticket[^1] == 'A' ? 'B' : 'A');

        await AssertWorthlessAsync(wrong);
        await AssertWorthlessAsync(ticket);
        Assert.Equal(0, _workedOut);
    }

    [Fact]
    public async Task Used_expired_and_unknown_tickets_get_the_same_answer()
    {
        var used = await IssueAsync();
        await RedeemAsync(used);
        var old = await IssueAsync();
        _endpoint.Time.Advance(TicketRegistry.Lifetime);
        var port = await _endpoint.PortAsync();

        var answers = new List<string>();
        foreach (var ticket in new[] { used, old, $"{port}.AAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA" })
        {
            var parsed = TicketText.Parse(ticket)!;
            var answer = await RawHttp.SendAsync(port, RawHttp.Get(new Uri($"http://127.0.0.1:{port}/tickets/{parsed.Id}"), parsed.Secret));
            answers.Add($"{answer.Status} {answer.Body}");
        }

        Assert.StartsWith("404 ", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_said_to_who_redeems_it()
    {
        var ticket = await _endpoint.Get<TerminalTickets>().IssueAsync(
            _ => throw new RoleAssistException(ErrorCode.SessionNotFound, "There is no session.", "Assume it again."), CancellationToken.None);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RedeemAsync(ticket));

        Assert.Equal((ErrorCode.SessionNotFound, "There is no session.", "Assume it again."), (fault.Code, fault.Message, fault.Hint));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("1234.a")]
    [InlineData("0.a.b")]
    [InlineData("65536.a.b")]
    [InlineData("1234.a.b.c")]
    [InlineData("1234.a.b\r\nX: y")]
    [InlineData("1234.a/../b.c")]
    public async Task What_is_no_ticket_is_a_mistake_of_the_command_line(string text)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RedeemAsync(text));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
    }

    [Fact]
    public async Task Only_so_many_tickets_wait_to_be_used()
    {
        for (var number = 0; number < 256; number++)
        {
            await IssueAsync();
        }

        await Assert.ThrowsAsync<RoleAssistException>(IssueAsync);
        _endpoint.Time.Advance(TicketRegistry.Lifetime);
        Assert.Equal(Changes, await RedeemAsync(await IssueAsync()));
    }

    private Task<string> IssueAsync() => _endpoint.Get<TerminalTickets>().IssueAsync(
        _ =>
        {
            _workedOut++;
            return Task.FromResult(Changes);
        },
        CancellationToken.None);

    private static Task<IReadOnlyList<EnvironmentChange>> RedeemAsync(string ticket) => EndpointClient.RedeemAsync(ticket, CancellationToken.None);

    private static async Task AssertWorthlessAsync(string ticket) =>
        Assert.Equal(ErrorCode.SessionNotFound, (await Assert.ThrowsAsync<RoleAssistException>(() => RedeemAsync(ticket))).Code);
}
