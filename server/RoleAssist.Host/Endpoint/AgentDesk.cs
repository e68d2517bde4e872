using System.Buffers.Text;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>Answers agents that ask a host for a role: with a session of their own, or with the reason why not.</summary>
internal sealed class AgentDesk(
    AgentGuard guard,
    AgentApprovals approvals,
    RunProduction production,
    Func<SessionService> sessions
)
{
    /// <summary>As much as a policy or many names, and the longest command need, in characters of base64.</summary>
    public const int LongestRequest = 30 * 1024;

    /// <summary>
    /// Whether a person is behind this host, so that it can speak for one. The client of a host that an agent has started is
    /// the agent's.
    /// </summary>
    public bool IsOpen => approvals.CanAsk && !guard.IsOfAgent;

    /// <summary>Gets which roles the person has configured as production.</summary>
    public IReadOnlyList<string> Production => guard.Production.Patterns;

    /// <summary>Whether agents get nothing that was made for a person.</summary>
    public bool KeepsAway => guard.Access != AgentAccess.Same;

    /// <summary>The error for an agent that redeems a ticket, which puts a person's role into a shell.</summary>
    public static RoleAssistException NoTicket(string agent) =>
        new(
            ErrorCode.AgentNotAllowed,
            $"The agent {agent} cannot have your role in its shell.",
            "Use the role in a terminal that the agent does not drive."
        );

    /// <summary>Gets for whom a program asks that has connected. Of a local connection it is known from the start.</summary>
    public static Requester RequesterOf(EndpointConnection connection) =>
        connection.Requester ??= PeerRequesters.FindOverTcp(connection);

    /// <summary>Whether a program may have a session as it is.</summary>
    public bool MayHave(Requester requester, RoleChain chain) => guard.MayHave(requester, chain);

    /// <summary>Gets the agent's own session of the same role as a session.</summary>
    public Task<EndpointResponse> AnswerAsync(
        SessionEntry entry,
        Requester requester,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => AnswerAsync(entry.Target, requester, purpose: null, now, cancellationToken);

    /// <summary>Answers a request of another roleassist process that an agent has started.</summary>
    public Task<EndpointResponse> AnswerAsync(
        string encoded,
        Requester requester,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        Decode<AgentRequestDocument>(encoded) is { IsValid: true, Target: { Agent: { } claimed } target } request
            ? AnswerAsync(
                target with
                {
                    Agent = null,
                },
                // Whoever asks here gets an agent's session, also where the system does not tell who asks.
                requester.IsAgent
                    ? requester
                    : Requester.Agent(RequesterFinder.Plain(claimed) ?? "agent"),
                request.Purpose,
                now,
                cancellationToken
            )
            : Task.FromResult(EndpointResponse.Invalid);

    /// <summary>Asks the person whether an agent may run a command in several accounts.</summary>
    public async Task<EndpointResponse> AskAsync(
        string encoded,
        Requester requester,
        CancellationToken cancellationToken
    )
    {
        if (Decode<AgentRunDocument>(encoded) is not { IsValid: true } asked)
        {
            return EndpointResponse.Invalid;
        }

        var agent = requester.Name ?? RequesterFinder.Plain(asked.Agent) ?? "agent";
        var run = asked with { Agent = agent };
        if (guard.Access == AgentAccess.Deny)
        {
            return EndpointResponse.Failed(run.Refused);
        }

        try
        {
            var found = await production.CountAsync(run.Profiles, cancellationToken).ConfigureAwait(false);
            var places = string.Join('\n', run.Profiles);
            var decision = await approvals
                .AskAsync(run.ToQuestion(agent, found), $"run {places} {run.Command}", cancellationToken)
                .ConfigureAwait(false);
            return decision switch
            {
                AgentDecision.Deny => EndpointResponse.Failed(run.Refused),
                null => EndpointResponse.Failed(run.Unanswered),
                _ => EndpointResponse.Allowed,
            };
        }
        catch (RoleAssistException fault)
        {
            return EndpointResponse.Failed(fault);
        }
    }

    /// <summary>Answers whether a question would come too soon after a no in this window.</summary>
    public EndpointResponse AnswerPause(string encoded)
    {
        if (Decode<AgentPauseDocument>(encoded) is not { } asked)
        {
            return EndpointResponse.Invalid;
        }

        try
        {
            var agent = RequesterFinder.Plain(asked.Agent) ?? "agent";
            approvals.RequireNotRefused(agent, DisplayText.Value(asked.Profile), asked.Subject);
            return EndpointResponse.Allowed;
        }
        catch (RoleAssistException fault)
        {
            return EndpointResponse.Failed(fault);
        }
    }

    public static string Encode(AgentPauseDocument pause) => Base64Url.EncodeToString(EndpointJson.Write(pause));

    public static string Encode(AgentRunDocument run) =>
        Base64Url.EncodeToString(EndpointJson.Write(run with { Command = AgentCommand.ForTransport(run.Command)! }));

    public static string Encode(AssumeTarget target, string? purpose) =>
        Base64Url.EncodeToString(
            EndpointJson.Write(new AgentRequestDocument(target, AgentCommand.ForTransport(purpose)))
        );

    private async Task<EndpointResponse> AnswerAsync(
        AssumeTarget target,
        Requester requester,
        string? purpose,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var options = new SessionOptions(WillRenew: true, Shared: false) { Purpose = purpose };
            var session = await sessions()
                .AssumeAsync(guard.Admit(target, requester), options, cancellationToken)
                .ConfigureAwait(false);
            return EndpointResponse.Of(session, now);
        }
        catch (RoleAssistException fault)
        {
            return EndpointResponse.Failed(fault);
        }
    }

    private static T? Decode<T>(string encoded)
        where T : class
    {
        try
        {
            return encoded.Length <= LongestRequest ? EndpointJson.Read<T>(Base64Url.DecodeFromChars(encoded)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
