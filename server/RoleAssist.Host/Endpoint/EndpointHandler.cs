using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Sessions;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Handles the endpoint's requests. Over TCP, each grant has its own path and token. Over the local socket, this user's
/// processes request a session or a grant by name, or redeem a ticket. The resources of one listener are not available
/// on the other.
/// </summary>
internal sealed class EndpointHandler(
    SessionGrants grants,
    TicketRegistry tickets,
    SessionRegistry registry,
    SessionRenewer renewer,
    SessionAuditor auditor,
    ConnectionLimiter limiter,
    ProcessEnvironment environment,
    AgentDesk agents,
    TimeProvider time
)
{
    /// <summary>
    /// Path prefix on the local socket for credentials by their <see cref="SessionId.ForCredentials"/> id.
    /// </summary>
    public const string Sessions = "/sessions/";

    /// <summary>
    /// Path on the local socket of all sessions: a list without secrets, or with DELETE the end of all.
    /// </summary>
    public const string AllSessions = "/sessions";

    /// <summary>
    /// Path prefix on the local socket for credentials by grant name, which is invalid once its session has ended.
    /// </summary>
    public const string Grants = "/grants/";

    public const string Tickets = "/tickets/";

    /// <summary>Path prefix on the local socket for the session of an agent, by its request.</summary>
    public const string Agents = "/agents/";

    /// <summary>Path prefix on the local socket for a question of an agent to the person.</summary>
    public const string Questions = "/questions/";

    /// <summary>Which roles are production for the person behind this host.</summary>
    public const string Production = "/production";

    /// <summary>Path prefix on the local socket for whether a person has just said no to an agent.</summary>
    public const string Pauses = "/pauses/";

    /// <summary>
    /// How long a client waits for expired credentials to be renewed, for example after the machine was asleep. The AWS
    /// SDK for JavaScript times out after one second.
    /// </summary>
    internal static readonly TimeSpan RenewalTimeout = TimeSpan.FromMilliseconds(750);

    /// <summary>How long an agent's RoleAssist process, which waits for five seconds, waits for a session of its own.</summary>
    private static readonly TimeSpan AgentTimeout = TimeSpan.FromSeconds(4);

    private readonly bool _isSharing = !string.Equals(
        environment[RoleAssistVariables.ShareSessions],
        "off",
        StringComparison.OrdinalIgnoreCase
    );

    public Task HandleAsync(HttpContext context)
    {
        var connection = context.Features.GetRequiredFeature<EndpointConnection>();
        var request = context.Request;
        var refused = connection.IsLocal
            ? RequestGuard.Refuse(request, connection.Host, HttpMethods.Get, HttpMethods.Delete)
            : RequestGuard.Refuse(request, connection.Host, HttpMethods.Get);
        if (refused is { } refusal)
        {
            return RefuseAsync(context, refusal);
        }

        // The raw target: one that must be decoded or normalized to match is a different one.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (HttpMethods.IsDelete(request.Method))
        {
            return EndSessionsAsync(context, target, AgentDesk.RequesterOf(connection));
        }

        var token = request.Headers.Authorization.ToString();
        if (target.StartsWith(Tickets, StringComparison.Ordinal))
        {
            return AnswerTicketAsync(context, connection, target[Tickets.Length..], token);
        }

        return connection.IsLocal
            ? AnswerLocalAsync(context, connection, target)
            : AnswerTokenAsync(context, connection, target, token);
    }

    private Task AnswerTokenAsync(HttpContext context, EndpointConnection connection, string target, string token)
    {
        if (!grants.TryOpen(target, token, out var grant))
        {
            return RefuseAsync(context, EndpointResponse.Unknown);
        }

        limiter.MarkAuthenticated(connection);
        return AnswerGrantAsync(context, connection, grant, Deliveries.Endpoint);
    }

    private Task AnswerGrantAsync(
        HttpContext context,
        EndpointConnection connection,
        SessionGrant grant,
        string delivery
    )
    {
        if (
            grant.Entry is { } entry
            && AgentDesk.RequesterOf(connection) is { IsAgent: true } agent
            && !agents.MayHave(agent, entry.Chain)
        )
        {
            return AnswerAgentAsync(context, connection, entry, agent, delivery);
        }

        var answer = grant.GetResponse(time.GetUtcNow());
        return answer.IsPending
            ? AwaitGrantAsync(context, connection, grant, delivery)
            : SendAsync(context, connection, answer, delivery);
    }

    /// <summary>Answers an agent's question that a person must decide.</summary>
    private async Task AnswerQuestionAsync(
        HttpContext context,
        EndpointConnection connection,
        string question,
        Requester requester
    ) =>
        await SendAsync(
                context,
                connection,
                await agents.AskAsync(question, requester, context.RequestAborted).ConfigureAwait(false),
                Deliveries.Agent
            )
            .ConfigureAwait(false);

    /// <summary>
    /// Answers an agent that has found a person's grant in its environment, with a session of its own. While there is none
    /// yet, SDKs try again.
    /// </summary>
    private async Task AnswerAgentAsync(
        HttpContext context,
        EndpointConnection connection,
        SessionEntry entry,
        Requester agent,
        string delivery
    )
    {
        var answering = agents.AnswerAsync(entry, agent, time.GetUtcNow(), CancellationToken.None);
        EndpointResponse answer;
        try
        {
            var timeout = connection.IsLocal ? AgentTimeout : RenewalTimeout;
            answer = await answering.WaitAsync(timeout, time, context.RequestAborted).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            answer = EndpointResponse.AgentWaits;
        }

        await SendAsync(context, connection, answer, delivery).ConfigureAwait(false);
    }

    private async Task AwaitGrantAsync(
        HttpContext context,
        EndpointConnection connection,
        SessionGrant grant,
        string delivery
    )
    {
        (grant.Renew ?? renewer.RenewDueNow)();
        var answer = await grant
            .WaitForResponseAsync(RenewalTimeout, time, context.RequestAborted)
            .ConfigureAwait(false);
        await SendAsync(context, connection, answer, delivery).ConfigureAwait(false);
    }

    private async Task AnswerTicketAsync(HttpContext context, EndpointConnection connection, string id, string secret)
    {
        if (!connection.IsLocal)
        {
            tickets.Refuse(id, () => PeerOfLoopback(connection));
            await RefuseAsync(context, EndpointResponse.Unknown).ConfigureAwait(false);
            return;
        }

        if (AgentDesk.RequesterOf(connection) is { IsAgent: true, Name: var agent } && agents.KeepsAway)
        {
            await WriteAsync(context, EndpointResponse.Failed(AgentDesk.NoTicket(agent!))).ConfigureAwait(false);
            return;
        }

        var answer = await tickets
            .RedeemAsync(id, secret, PeerOf(connection), context.RequestAborted)
            .ConfigureAwait(false);
        await (
            answer is null ? RefuseAsync(context, EndpointResponse.Unknown) : WriteAsync(context, answer)
        ).ConfigureAwait(false);
    }

    private Task AnswerLocalAsync(HttpContext context, EndpointConnection connection, string target)
    {
        if (
            target.StartsWith(Grants, StringComparison.Ordinal)
            && grants.TryFindLocal(target[Grants.Length..], out var grant)
        )
        {
            return AnswerGrantAsync(context, connection, grant, Deliveries.Process);
        }

        var snapshot = registry.Snapshot;
        if (_isSharing && target == AllSessions)
        {
            return WriteAsync(context, EndpointResponse.List(snapshot));
        }

        var requester = AgentDesk.RequesterOf(connection);
        if (agents.IsOpen && target.StartsWith(Agents, StringComparison.Ordinal))
        {
            return AnswerAgentAsync(context, connection, target[Agents.Length..], requester);
        }

        if (agents.IsOpen && target == Production)
        {
            return WriteAsync(context, EndpointResponse.Texts(agents.Production));
        }

        if (agents.IsOpen && target.StartsWith(Questions, StringComparison.Ordinal))
        {
            return AnswerQuestionAsync(context, connection, target[Questions.Length..], requester);
        }

        if (agents.IsOpen && target.StartsWith(Pauses, StringComparison.Ordinal))
        {
            return WriteAsync(context, agents.AnswerPause(target[Pauses.Length..]));
        }

        var id = _isSharing && target.StartsWith(Sessions, StringComparison.Ordinal) ? target[Sessions.Length..] : null;
        var answer = snapshot
            .Entries.Where(entry =>
                SessionId.ForCredentials(entry.Chain).Value == id && agents.MayHave(requester, entry.Chain)
            )
            .Select(entry => EndpointResponse.Create(entry, snapshot.Time))
            .MinBy(answer => answer.Status);
        return answer is null
            ? RefuseAsync(context, EndpointResponse.Unknown)
            : SendAsync(context, connection, answer, Deliveries.Process);
    }

    private async Task AnswerAgentAsync(
        HttpContext context,
        EndpointConnection connection,
        string request,
        Requester requester
    )
    {
        var answer = await agents
            .AnswerAsync(request, requester, time.GetUtcNow(), context.RequestAborted)
            .ConfigureAwait(false);
        await SendAsync(context, connection, answer, Deliveries.Process).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends sessions that another process of this user has ended, for an agent only its own. Asking for one that is not
    /// here is no error.
    /// </summary>
    private Task EndSessionsAsync(HttpContext context, string target, Requester requester)
    {
        if (target == AllSessions)
        {
            registry.EndWhere(chain => !chain.IsSandbox && agents.MayHave(requester, chain));
        }
        else if (target.StartsWith(Sessions, StringComparison.Ordinal))
        {
            registry.EndWhere(chain =>
                SessionId.ForCredentials(chain).Value == target[Sessions.Length..] && agents.MayHave(requester, chain)
            );
        }
        else
        {
            return RefuseAsync(context, EndpointResponse.Unknown);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task SendAsync(HttpContext context, EndpointConnection connection, EndpointResponse answer, string delivery)
    {
        if (answer.HandedOut is { } session)
        {
            auditor.HandedOut(session, delivery, PeerOf(connection), AgentDesk.RequesterOf(connection));
        }

        return WriteAsync(context, answer);
    }

    private static AuditPeer? PeerOf(EndpointConnection connection) =>
        connection.Peer is { } peer ? PeerProgram.Identify(peer) : null;

    private static AuditPeer? PeerOfLoopback(EndpointConnection connection) =>
        connection is { Client: { } client, Server: { } server } && LoopbackOwner.GetUserId(client, server) is { } user
            ? new AuditPeer(null, user, null, null)
            : null;

    /// <summary>Refuses a request and closes the connection, so that it cannot be used for another attempt.</summary>
    private static Task RefuseAsync(HttpContext context, EndpointResponse answer)
    {
        Close(context);
        return WriteAsync(context, answer);
    }

    /// <summary>Refuses a request that no SDK sends, without a body.</summary>
    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        Close(context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static void Close(HttpContext context)
    {
        if (context.Features.GetRequiredFeature<EndpointConnection>().MayClose)
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private static Task WriteAsync(HttpContext context, EndpointResponse answer)
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
