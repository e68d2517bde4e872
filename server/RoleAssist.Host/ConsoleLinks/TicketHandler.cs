using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.ConsoleLinks;

/// <summary>
/// Answers the browser: a ticket is exchanged for a redirect to the console
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html recommends it).
/// </summary>
internal sealed partial class TicketHandler(ConsoleTickets tickets, ILogger<TicketHandler> logger)
{
    /// <summary>The path prefix of a ticket.</summary>
    public const string Path = "/open/";

    public Task HandleAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = TicketPage.Policy;
        response.Headers.Connection = "close";

        var server = new IPEndPoint(IPAddress.Loopback, context.Connection.LocalPort);
        if (BrowserGuard.Refuse(context.Request, server.ToString()) is { } status)
        {
            return RefuseAsync(context, status);
        }

        // The raw target: one that must be decoded or normalized to match is a different one.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith(Path, StringComparison.Ordinal))
        {
            return RefuseAsync(context, StatusCodes.Status404NotFound);
        }

        return tickets.Use(target[Path.Length..]) switch
        {
            (TicketState.Valid, { } ticket) => RedirectAsync(context, ticket),
            (TicketState.Used, _) => WriteAsync(context, StatusCodes.Status410Gone, TicketPage.Used),
            (TicketState.Expired, _) => WriteAsync(context, StatusCodes.Status410Gone, TicketPage.Expired),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound),
        };
    }

    private async Task RedirectAsync(HttpContext context, ConsoleTicket ticket)
    {
        try
        {
            var address = await ticket.SignInAsync(context.RequestAborted).ConfigureAwait(false);
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = address.AbsoluteUri;
            context.Response.ContentLength = 0;
            await context.Response.CompleteAsync().ConfigureAwait(false);
            ticket.Complete(fault: null);
        }
        catch (RoleAssistException fault)
        {
            await FailAsync(context, ticket, fault).ConfigureAwait(false);
        }
        catch (OperationCanceledException gone)
        {
            ticket.Complete(
                new RoleAssistException(
                    ErrorCode.ServiceTimeout,
                    "The browser closed the connection before the console answered.",
                    "Open the console again.",
                    gone
                )
            );
        }
        catch (Exception unexpected)
        {
            // Its message may have parts of the address.
            var fault = new RoleAssistException(
                ErrorCode.Internal,
                $"The console could not be opened because of a mistake of RoleAssist ({unexpected.GetType().Name}).",
                "Open the console again. If this repeats, report it.",
                unexpected
            );
            await FailAsync(context, ticket, fault).ConfigureAwait(false);
        }
    }

    /// <summary>Answers with a page, and then tells whoever waits for the ticket, even if the browser is gone.</summary>
    private async Task FailAsync(HttpContext context, ConsoleTicket ticket, RoleAssistException fault)
    {
        LogFailed(fault.Code, fault.Message);
        try
        {
            if (!context.Response.HasStarted)
            {
                await WriteAsync(context, StatusCodes.Status502BadGateway, TicketPage.Failed).ConfigureAwait(false);
                await context.Response.CompleteAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            ticket.Complete(fault);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext context, int status, string page)
    {
        var body = Encoding.UTF8.GetBytes(page);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, 0, body.Length);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The console could not be opened: {Code}: {Reason}")]
    private partial void LogFailed(ErrorCode code, string reason);
}
