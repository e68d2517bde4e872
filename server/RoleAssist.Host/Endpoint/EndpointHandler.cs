using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Answers the endpoint's requests. Over TCP each has a path and a token of its own; over the local socket this user's
/// processes name a session. Neither door leads to what is behind the other.
/// </summary>
internal sealed class EndpointHandler(
    SessionGrants grants,
    TicketRegistry tickets,
    SessionRegistry registry,
    SessionRenewer renewer,
    SessionAuditor auditor,
    ConnectionLimiter limiter,
    TimeProvider time)
{
    /// <summary>Where credentials are at the local socket, by the name that <see cref="SessionId.OfCredentials"/> gives them.</summary>
    public const string Sessions = "/sessions/";

    public const string Tickets = "/tickets/";

    /// <summary>
    /// How long a program waits for credentials that are being renewed after they ended, as when the machine slept. AWS'
    /// SDK for JavaScript gives an answer one second.
    /// </summary>
    internal static readonly TimeSpan RenewalTimeout = TimeSpan.FromMilliseconds(750);

    public Task HandleAsync(HttpContext context)
    {
        var connection = context.Features.GetRequiredFeature<EndpointConnection>();
        var request = context.Request;
        if (RequestGuard.Refuse(request, connection.Host) is { } refusal)
        {
            return RefuseAsync(context, refusal);
        }

        // As it was sent: a target that has to be decoded or cut to fit is another one.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var token = request.Headers.Authorization.ToString();
        return connection.IsLocal
            ? AnswerLocalAsync(context, target)
            : target.StartsWith(Tickets, StringComparison.Ordinal)
                ? AnswerTicketAsync(context, target[Tickets.Length..], token)
                : AnswerGrantAsync(context, connection, target, token);
    }

    private Task AnswerGrantAsync(HttpContext context, EndpointConnection connection, string target, string token)
    {
        if (!grants.TryOpen(target, token, out var grant))
        {
            return RefuseAsync(context, EndpointAnswer.Unknown);
        }

        limiter.Trust(connection);
        var answer = grant.AnswerAt(time.GetUtcNow());
        return answer.IsPending ? AwaitGrantAsync(context, grant) : SendAsync(context, answer, Deliveries.Endpoint);
    }

    private async Task AwaitGrantAsync(HttpContext context, SessionGrant grant)
    {
        renewer.LookNow();
        var answer = await grant.SettledAnswerAsync(RenewalTimeout, time, context.RequestAborted).ConfigureAwait(false);
        await SendAsync(context, answer, Deliveries.Endpoint).ConfigureAwait(false);
    }

    private async Task AnswerTicketAsync(HttpContext context, string id, string secret)
    {
        var answer = await tickets.RedeemAsync(id, secret, context.RequestAborted).ConfigureAwait(false);
        await (answer is null ? RefuseAsync(context, EndpointAnswer.Unknown) : WriteAsync(context, answer)).ConfigureAwait(false);
    }

    private Task AnswerLocalAsync(HttpContext context, string target)
    {
        var snapshot = registry.Snapshot;
        var id = target.StartsWith(Sessions, StringComparison.Ordinal) ? target[Sessions.Length..] : null;
        var answer = snapshot.Entries
            .Where(entry => SessionId.OfCredentials(entry.Chain).Value == id)
            .Select(entry => EndpointAnswer.Of(entry, snapshot.Time))
            .MinBy(answer => answer.Status);
        return answer is null ? RefuseAsync(context, EndpointAnswer.Unknown) : SendAsync(context, answer, Deliveries.Process);
    }

    private Task SendAsync(HttpContext context, EndpointAnswer answer, string delivery)
    {
        if (answer.HandedOut is { } session)
        {
            auditor.HandedOut(session, delivery);
        }

        return WriteAsync(context, answer);
    }

    /// <summary>Nobody who was refused has a second try on the same connection.</summary>
    private static Task RefuseAsync(HttpContext context, EndpointAnswer answer)
    {
        context.Response.Headers.Connection = "close";
        return WriteAsync(context, answer);
    }

    /// <summary>Who is no SDK is told nothing.</summary>
    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Connection = "close";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext context, EndpointAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.Reason is { } reason)
        {
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = reason;
        }

        response.ContentType = "application/json";
        response.ContentLength = answer.Body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.Body.WriteAsync(answer.Body, 0, answer.Body.Length);
    }
}
