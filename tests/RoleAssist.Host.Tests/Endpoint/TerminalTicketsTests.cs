using RoleAssist.Core.Audit;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Endpoint;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Tests.Endpoint;

public sealed class TerminalTicketsTests : IAsyncDisposable
{
    private static readonly IReadOnlyList<EnvironmentChange> Changes =
    [
        new("AWS_REGION", "eu-west-1"),
        new("AWS_PROFILE", null),
        new("X", "it's + \"ü\""),
    ];

    private readonly LiveEndpoint _endpoint = new();
    private int _workedOut;

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task A_ticket_can_be_redeemed_once()
    {
        var ticket = await IssueAsync();
        Assert.Equal(0, _workedOut);

        Assert.Equal(Changes, await RedeemAsync(ticket));
        await AssertWorthlessAsync(ticket);
        Assert.Equal(1, _workedOut);
    }

    [Fact]
    public async Task A_ticket_needs_no_quoting_in_any_shell()
    {
        var ticket = await IssueAsync();

        Assert.Matches(@"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{22}$", ticket);
    }

    [Fact]
    public async Task A_ticket_expires_after_half_a_minute()
    {
        var ticket = await IssueAsync();

        _endpoint.Time.Advance(TicketRegistry.Lifetime);

        await AssertWorthlessAsync(ticket);
    }

    [Fact]
    public async Task A_wrong_secret_uses_up_the_ticket()
    {
        var ticket = await IssueAsync();
        var wrong = ticket[..^1] + (ticket[^1] == 'A' ? 'B' : 'A');

        await AssertWorthlessAsync(wrong);
        await AssertWorthlessAsync(ticket);
        Assert.Equal(0, _workedOut);
    }

    [Fact]
    public async Task Expired_and_unknown_tickets_get_the_same_response()
    {
        var old = await IssueAsync();
        _endpoint.Time.Advance(TicketRegistry.Lifetime);
        var unknown = TicketText.Parse(old)! with { Id = "AAAAAAAAAAA" };

        var faults = new List<RoleAssistException>();
        foreach (var ticket in new[] { old, unknown.Text })
        {
            faults.Add(await Assert.ThrowsAsync<RoleAssistException>(() => RedeemAsync(ticket)));
        }

        Assert.Single(faults.Select(fault => (fault.Code, fault.Message)).Distinct());
        Assert.DoesNotContain(
            _endpoint.Audited,
            happened => happened.Action is AuditAction.TicketRedeemed or AuditAction.TicketRefused
        );
    }

    [Fact]
    public async Task A_second_use_reports_the_first_user_and_both_are_audited()
    {
        var ticket = await IssueAsync();
        await RedeemAsync(ticket);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RedeemAsync(ticket));

        Assert.Equal(ErrorCode.SessionNotFound, fault.Code);
        Assert.StartsWith(
            "This ticket has already been used by another process",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("End Session", fault.Hint, StringComparison.Ordinal);
        var events = _endpoint
            .Audited.Where(happened => happened.Action is AuditAction.TicketRedeemed or AuditAction.TicketRefused)
            .ToList();
        Assert.Equal(
            [AuditAction.TicketRedeemed, AuditAction.TicketRefused],
            events.Select(happened => happened.Action)
        );
        Assert.All(events, happened => Assert.Equal("prod-admin", happened.Profile));
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains(
                $"{Environment.ProcessPath}, process {Environment.ProcessId}, uid {UnixUser.Id}",
                fault.Message,
                StringComparison.Ordinal
            );
            Assert.All(events, happened => Assert.Equal(Environment.ProcessId, happened.Peer?.ProcessId));
        }
    }

    /// <summary>Every user of the machine can read the ticket in the process list and reach the port.</summary>
    [Fact]
    public async Task A_ticket_is_refused_over_TCP_and_stays_valid_for_its_owner()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var text = await IssueAsync();
        var ticket = TicketText.Parse(text)!;
        var port = await _endpoint.PortAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var answer = await RawHttp.SendAsync(
                port,
                RawHttp.Get(new Uri($"http://127.0.0.1:{port}/tickets/{ticket.Id}"), ticket.Secret)
            );
            Assert.Equal(404, answer.Status);
        }

        Assert.Equal(0, _workedOut);
        var refused = Assert.Single(_endpoint.Audited, happened => happened.Action == AuditAction.TicketRefused);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(UnixUser.Id, refused.Peer?.UserId);
        }

        Assert.Equal(Changes, await RedeemAsync(text));
    }

    [Fact]
    public async Task Only_one_of_many_concurrent_redemptions_succeeds()
    {
        var ticket = await IssueAsync();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            return (await RedeemAsync(ticket)).Count;
                        }
                        catch (RoleAssistException)
                        {
                            return 0;
                        }
                    })
                )
        );

        Assert.Equal(Changes.Count, results.Sum());
    }

    [Fact]
    public async Task Redeeming_a_ticket_reports_the_error_of_its_session()
    {
        var ticket = await _endpoint
            .Get<TerminalTickets>()
            .IssueAsync(
                LiveEndpoint.NewSession("prod-admin", "ASIA", null),
                _ =>
                    throw new RoleAssistException(
                        ErrorCode.SessionNotFound,
                        "There is no session.",
                        "Assume it again."
                    ),
                CancellationToken.None
            );

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RedeemAsync(ticket));

        Assert.Equal(
            (ErrorCode.SessionNotFound, "There is no session.", "Assume it again."),
            (fault.Code, fault.Message, fault.Hint)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("1234.a")]
    [InlineData("0.a.b")]
    [InlineData("65536.a.b")]
    [InlineData("L3J1bi94AC5zb2Nr.a.b")]
    [InlineData("cmVsYXRpdmU.a.b")]
    [InlineData(
        "L3h4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4.a.b"
    )]
    [InlineData("1234.a.b.c")]
    [InlineData("1234.a.b\r\nX: y")]
    [InlineData("1234.a/../b.c")]
    public async Task An_invalid_ticket_is_an_invalid_argument(string text)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RedeemAsync(text));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
    }

    [Fact]
    public async Task Limits_the_number_of_unused_tickets()
    {
        for (var number = 0; number < 256; number++)
        {
            await IssueAsync();
        }

        await Assert.ThrowsAsync<RoleAssistException>(IssueAsync);
        _endpoint.Time.Advance(TicketRegistry.Lifetime);
        Assert.Equal(Changes, await RedeemAsync(await IssueAsync()));
    }

    private Task<string> IssueAsync() =>
        _endpoint
            .Get<TerminalTickets>()
            .IssueAsync(
                LiveEndpoint.NewSession("prod-admin", "ASIA", null),
                _ =>
                {
                    _workedOut++;
                    return Task.FromResult(Changes);
                },
                CancellationToken.None
            );

    private static Task<IReadOnlyList<EnvironmentChange>> RedeemAsync(string ticket) =>
        EndpointClient.RedeemAsync(ticket, CancellationToken.None);

    private static async Task AssertWorthlessAsync(string ticket) =>
        Assert.Equal(
            ErrorCode.SessionNotFound,
            (await Assert.ThrowsAsync<RoleAssistException>(() => RedeemAsync(ticket))).Code
        );
}
