using System.CommandLine;
using RoleAssist.Core.Console;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.ConsoleLinks;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>console [PROFILE] [SERVICE]</c>: opens the AWS console in the browser. What the browser is started with is an
/// address of this process that works once, so no secret stands in an argument list, a terminal or a history.
/// </summary>
internal sealed class ConsoleVerb : Command, INeedsPerson
{
    private readonly ConsoleVerbServices _services;
    private readonly IConsole _console;
    private readonly ConsoleVerbOptions _options;
    private readonly AssumeOptions _assume;
    private readonly ProductionRules _production = ProductionRules.Default;

    public string Deed => "open the console";

    public ConsoleVerb(ConsoleVerbServices services, IConsole console)
        : base("console", "Open the AWS console in the browser, as a profile's role.")
    {
        (_services, _console) = (services, console);
        _options = new ConsoleVerbOptions(this);
        _assume = new AssumeOptions(this, "How long the console should last, up to 12h, where AWS allows it: 8h, 90m.");
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = await GetRequestAsync(parsed, cancellationToken).ConfigureAwait(false);
        var handler = _services.Handler();
        var (profile, account) = await handler.IdentifyAsync(request, cancellationToken).ConfigureAwait(false);
        var isProduction = _production.Matches(profile, account);
        if (isProduction && !_options.IsConfirmed(parsed))
        {
            Confirm(profile, account, cancellationToken);
        }

        if (_options.UsesPortal(parsed))
        {
            await OpenPortalAsync(parsed, request, profile, isProduction, cancellationToken).ConfigureAwait(false);
            return;
        }

        var session = _assume.GetSessionOptions(parsed);
        var link = await _assume
            .CreateMfaCodeSource(parsed, _console)
            .RunAsync(
                code => handler.PrepareAsync(request, session with { TokenCode = code }, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (_options.Reveals(parsed))
        {
            await RevealAsync(parsed, link, isProduction, cancellationToken).ConfigureAwait(false);
            return;
        }

        await OpenAsync(parsed, link, isProduction, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Serves a ticket until a browser has used it.</summary>
    private async Task OpenAsync(
        ParseResult parsed,
        ConsoleLink link,
        bool isProduction,
        CancellationToken cancellationToken
    )
    {
        // What is wrong with the options is found before there is a ticket.
        var tab = BrowserTab.Choose(_services.Environment(), _options.Browser(parsed), _options.WantsContainer(parsed));
        var auditor = _services.Auditor();
        var (ticket, address) = await _services
            .Door()
            .IssueAsync(
                async stop =>
                {
                    var signIn = await _services.Handler().SignInAsync(link, stop).ConfigureAwait(false);
                    auditor.Opened(link);
                    return signIn;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        auditor.Linked(link);
        var document = ConsoleDocument.From(link, address, ticket.End, isProduction);
        await PrintAsync(parsed, document).ConfigureAwait(false);
        if (!_options.Prints(parsed))
        {
            await OpenAsync(parsed, tab, address, link.Profile, isProduction, cancellationToken).ConfigureAwait(false);
        }

        await WaitAsync(ticket, cancellationToken).ConfigureAwait(false);
    }

    private async Task OpenAsync(
        ParseResult parsed,
        BrowserTab tab,
        Uri address,
        string profile,
        bool isProduction,
        CancellationToken cancellationToken
    )
    {
        var browser = _services.Browser();
        try
        {
            await (
                tab is { Kind: TabKind.Shared }
                    ? browser.OpenAsync(address, tab.Browser, cancellationToken)
                    : browser.OpenAsync(
                        tab.Browser!,
                        tab.ArgumentsFor(address, profile, isProduction),
                        cancellationToken
                    )
            ).ConfigureAwait(false);
        }
        catch (RoleAssistException fault) when (fault.Code == ErrorCode.ConfigurationInvalid)
        {
            // The person may still have a browser that RoleAssist cannot start. What they need is the address.
            if (!GlobalOptions.IsJson(parsed))
            {
                await _console
                    .Error.WriteLineAsync(
                        DisplayText.Line($"note: {fault.Message} Open this address within a minute: {address}")
                    )
                    .ConfigureAwait(false);
            }
        }
    }

    private async Task RevealAsync(
        ParseResult parsed,
        ConsoleLink link,
        bool isProduction,
        CancellationToken cancellationToken
    )
    {
        var address = await _services.Handler().SignInAsync(link, cancellationToken).ConfigureAwait(false);
        _services.Auditor().Opened(link);
        if (!GlobalOptions.IsQuiet(parsed))
        {
            await _console
                .Error.WriteLineAsync(
                    DisplayText.Line(
                        $"warning: For 15 minutes, this address signs anybody in as {link.Arn}. Show it to nobody, and "
                            + "clear it from the terminal."
                    )
                )
                .ConfigureAwait(false);
        }

        var expiresAt = _services.Time().GetUtcNow() + TimeSpan.FromMinutes(15);
        await PrintAsync(parsed, ConsoleDocument.From(link, address, expiresAt, isProduction)).ConfigureAwait(false);
    }

    private async Task OpenPortalAsync(
        ParseResult parsed,
        ConsoleRequest request,
        string profile,
        bool isProduction,
        CancellationToken cancellationToken
    )
    {
        var (address, page) = await _services
            .Handler()
            .GetPortalLinkAsync(request, cancellationToken)
            .ConfigureAwait(false);
        var document = new ConsoleDocument(
            address.AbsoluteUri,
            ExpiresAt: null,
            profile,
            Account: null,
            Arn: null,
            page.Service,
            page.Region,
            page.Url.AbsoluteUri,
            Lasts: null,
            DurationSeconds: null,
            isProduction,
            page.Note is { } note ? [note] : []
        );
        await PrintAsync(parsed, document).ConfigureAwait(false);
        if (!_options.Prints(parsed))
        {
            var tab = BrowserTab.Choose(
                _services.Environment(),
                _options.Browser(parsed),
                _options.WantsContainer(parsed)
            );
            await OpenAsync(parsed, tab, address, profile, isProduction, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PrintAsync(ParseResult parsed, ConsoleDocument document)
    {
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, document);
            return;
        }

        if (!GlobalOptions.IsQuiet(parsed))
        {
            var where = $"{document.Service ?? "home"} in {document.Region}";
            var who = document.Arn is null ? "" : $", as {document.Arn}";
            foreach (
                var note in (IEnumerable<string>)
                    [$"Console of '{document.Profile}': {where}{who}. {document.Lasts}".TrimEnd(), .. document.Notes]
            )
            {
                await _console.Error.WriteLineAsync(DisplayText.Line($"note: {note}")).ConfigureAwait(false);
            }
        }

        if (_options.Prints(parsed))
        {
            await _console.Out.WriteLineAsync(document.Url).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(ConsoleTicket ticket, CancellationToken cancellationToken)
    {
        var time = _services.Time();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var end = Task.Delay(ConsoleTickets.Lifetime, time, waiting.Token);
        if (await Task.WhenAny(ticket.Used, end).ConfigureAwait(false) == ticket.Used)
        {
            await waiting.CancelAsync().ConfigureAwait(false);
            await ticket.Used.ConfigureAwait(false);
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();

        // A click at the last moment is answered to its end.
        if (ticket.State == TicketState.Used)
        {
            await ticket.Used.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        throw new RoleAssistException(
            ErrorCode.ConfirmationRequired,
            "Nobody opened the address within a minute, so it has expired.",
            "Run the command again. On another machine, print the address that needs no connection to this one with "
                + "--print --reveal."
        );
    }

    private void Confirm(string profile, string? account, CancellationToken cancellationToken)
    {
        var what = $"The console of '{profile}' is production{(account is null ? "" : $" (account {account})")}.";
        if (!_console.CanPrompt)
        {
            throw new RoleAssistException(
                ErrorCode.ConfirmationRequired,
                $"{what} Nobody can be asked whether to open it.",
                "Add --yes."
            );
        }

        var answer = _console.ReadAnswer(DisplayText.Line($"{what} Open it? [y/N] "), cancellationToken)?.Trim();
        if (answer is not ("y" or "Y" or "yes"))
        {
            throw new RoleAssistException(ErrorCode.ConfirmationRequired, "No console was opened.");
        }
    }

    private async Task<ConsoleRequest> GetRequestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var profiles = await _services.Store().LoadAsync(cancellationToken).ConfigureAwait(false);
        var (profile, service) = _options.Names(parsed, profiles);
        var target = await _assume.GetTargetAsync(parsed, profile, cancellationToken).ConfigureAwait(false);

        // Region and duration are those of the console: the session is the one that everything else uses.
        return new ConsoleRequest(
            target with
            {
                Region = null,
                DurationSeconds = null,
            },
            new ConsolePlace(service, target.Region, _options.Destination(parsed)),
            target.DurationSeconds
        )
        {
            LogsOutFirst = _options.LogsOutFirst(parsed),
        };
    }
}
