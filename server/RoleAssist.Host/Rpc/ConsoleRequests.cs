using RoleAssist.Contracts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Console;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.ConsoleLinks;

namespace RoleAssist.Host.Rpc;

/// <summary>Answers the requests about the console: translates, calls the use case, translates back.</summary>
/// <remarks>The answers wait for files and AWS, so they leave the dispatcher.</remarks>
internal sealed class ConsoleRequests(OpenConsoleHandler handler, ConsoleDoor door, ConsoleAuditor auditor)
{
    public Task<ConsoleLinkInfo> CreateLinkAsync(
        CreateConsoleLinkParams request,
        ClientSettings settings,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
                request.ViaPortal == true
                    ? GetPortalLinkAsync(request, settings, cancellationToken)
                    : IssueAsync(request, settings, cancellationToken),
            cancellationToken
        );

    public static ConsoleServiceList ListServices() =>
        new([
            .. ConsoleServices.All.Select(service => new ConsoleServiceInfo(
                service.Name,
                service.Title,
                service.OtherNames
            )),
        ]);

    private async Task<ConsoleLinkInfo> IssueAsync(
        CreateConsoleLinkParams request,
        ClientSettings settings,
        CancellationToken cancellationToken
    )
    {
        var options = settings.SessionOptionsFor(new AssumeParams(TokenCode: request.TokenCode));
        var link = await handler.PrepareAsync(ToCore(request), options, cancellationToken).ConfigureAwait(false);
        var (ticket, address) = await door.IssueAsync(
                async stop =>
                {
                    var signIn = await handler.SignInAsync(link, stop).ConfigureAwait(false);
                    auditor.Opened(link);
                    return signIn;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        auditor.Linked(link);
        return new ConsoleLinkInfo(
            address.AbsoluteUri,
            link.Profile,
            link.Destination.Region,
            [.. link.Notes.Select(DisplayText.Sentence)],
            link.Account.Length == 0 ? null : link.Account,
            link.Destination.Service,
            ticket.End,
            DisplayText.Sentence(link.Lasts),
            IsProduction(settings, link.IsSandbox, link.Profile, link.Account)
        );
    }

    private async Task<ConsoleLinkInfo> GetPortalLinkAsync(
        CreateConsoleLinkParams request,
        ClientSettings settings,
        CancellationToken cancellationToken
    )
    {
        var core = ToCore(request);
        var (profile, account) = await handler.IdentifyAsync(core, cancellationToken).ConfigureAwait(false);
        var (address, page) = await handler.GetPortalLinkAsync(core, cancellationToken).ConfigureAwait(false);
        return new ConsoleLinkInfo(
            address.AbsoluteUri,
            profile,
            page.Region,
            page.Note is { } note ? [DisplayText.Sentence(note)] : [],
            account,
            page.Service,
            IsProduction: IsProduction(settings, isSandbox: false, profile, account)
        );
    }

    private static bool? IsProduction(ClientSettings settings, bool isSandbox, string profile, string? account) =>
        !isSandbox && settings.Production.Matches(profile, account) ? true : null;

    private static ConsoleRequest ToCore(CreateConsoleLinkParams request) =>
        new(
            new AssumeTarget { Profile = request.Profile },
            new ConsolePlace(request.Service, request.Region, request.Destination),
            request.DurationSeconds
        )
        {
            Session = request.SessionId is { } id ? new SessionId(id) : null,
            LogsOutFirst = request.LogOutFirst == true,
        };
}
