using Microsoft.AspNetCore.Http;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Endpoint;

/// <summary>This user's other roleassist processes and their sessions.</summary>
internal sealed class RunningHosts(LocalSockets sockets) : IRunningSessions
{
    /// <summary>As long as a host waits for a person, and the time to issue the session then.</summary>
    private static readonly TimeSpan Patience = AgentApprovals.Patience + TimeSpan.FromSeconds(30);

    /// <summary>How long a host is given before the next one is asked too.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    /// <summary>Gets the credentials of a chain from any running host; null if none has valid ones.</summary>
    public async Task<ContainerCredentialsDocument?> FindAsync(RoleChain chain, CancellationToken cancellationToken)
    {
        var target = EndpointHandler.Sessions + SessionId.ForCredentials(chain);
        foreach (var path in FindSockets())
        {
            var answer = await SendAsync("GET", path, target, cancellationToken).ConfigureAwait(false);
            if (
                answer is (StatusCodes.Status200OK, var body)
                && EndpointJson.Read<ContainerCredentialsDocument>(body) is { } credentials
            )
            {
                return credentials;
            }
        }

        return null;
    }

    public async Task<GrantedCredentials?> AskAsAgentAsync(
        AssumeTarget target,
        RoleChain chain,
        string? purpose,
        CancellationToken cancellationToken
    ) =>
        await AskPeopleAsync(
                EndpointHandler.Agents + AgentDesk.Encode(target, purpose),
                new AgentPauseDocument(
                    target.Agent ?? "agent",
                    chain.Profile,
                    AgentPlace.Of(chain).SubjectOf(chain.Profile)
                ),
                cancellationToken
            )
            .ConfigureAwait(false)
            is { } body
        && EndpointJson.Read<ContainerCredentialsDocument>(body) is { } found
            ? new GrantedCredentials(CredentialsOf(found), found.RoleArn)
            : null;

    /// <summary>Asks a host with a person behind it whether an agent may run a command in several accounts.</summary>
    /// <exception cref="RoleAssistException">Nobody has said yes.</exception>
    public async Task RequireAsync(AgentRunDocument run, CancellationToken cancellationToken)
    {
        var path = EndpointHandler.Questions + AgentDesk.Encode(run);
        var pause = new AgentPauseDocument(run.Agent, run.Places, AgentRunDocument.Subject);
        if (await AskPeopleAsync(path, pause, cancellationToken).ConfigureAwait(false) is null)
        {
            throw run.Unanswered;
        }
    }

    /// <summary>
    /// Asks the hosts with a person behind them until one grants it. One that answers at once asks nobody, so the next is
    /// not asked before. Then the question is in every window, wherever the person is; their first word counts.
    /// </summary>
    /// <returns>The answer of the host that grants it; null if none does.</returns>
    /// <exception cref="RoleAssistException">The person says no, or has just said it in one of the windows.</exception>
    private async Task<byte[]?> AskPeopleAsync(
        string target,
        AgentPauseDocument pause,
        CancellationToken cancellationToken
    )
    {
        var next = new Queue<string>(FindSockets());
        if (next.Count > 1)
        {
            var path = EndpointHandler.Pauses + AgentDesk.Encode(pause);
            foreach (var socket in next)
            {
                await AskAsync(socket, path, patience: null, cancellationToken).ConfigureAwait(false);
            }
        }

        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = new List<Task<byte[]?>>();
        try
        {
            while (next.Count + asked.Count > 0)
            {
                if (next.TryDequeue(out var socket))
                {
                    asked.Add(AskAsync(socket, target, Patience, decided.Token));
                }

                var turn = Task.Delay(next.Count > 0 ? Turn : Timeout.InfiniteTimeSpan, decided.Token);
                if (await Task.WhenAny([.. asked, turn]).ConfigureAwait(false) is Task<byte[]?> answered)
                {
                    asked.Remove(answered);
                    if (await answered.ConfigureAwait(false) is { } body)
                    {
                        return body;
                    }
                }

                cancellationToken.ThrowIfCancellationRequested();
            }

            return null;
        }
        finally
        {
            // The other windows need not ask any more.
            await decided.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gets the patterns of production of all hosts with a person behind them; null if there is no such host.</summary>
    public async Task<IReadOnlyList<string>?> FindProductionAsync(CancellationToken cancellationToken)
    {
        List<string>? found = null;
        foreach (var socket in FindSockets())
        {
            var answer = await SendAsync("GET", socket, EndpointHandler.Production, cancellationToken, ofPerson: true)
                .ConfigureAwait(false);
            if (
                answer is (StatusCodes.Status200OK, var body)
                && EndpointJson.Read<IReadOnlyList<string>>(body) is { } patterns
            )
            {
                (found ??= []).AddRange(patterns);
            }
        }

        return found;
    }

    /// <returns>The answer if the host grants it; null if it does not, or cannot.</returns>
    /// <exception cref="RoleAssistException">The person says no.</exception>
    private static async Task<byte[]?> AskAsync(
        string socket,
        string target,
        TimeSpan? patience,
        CancellationToken cancellationToken
    ) =>
        await SendAsync("GET", socket, target, cancellationToken, patience, ofPerson: true).ConfigureAwait(false) switch
        {
            (StatusCodes.Status200OK, var body) => body,
            (StatusCodes.Status403Forbidden, var body)
                when EndpointJson.Read<ErrorDocument>(body) is { } refusal
                    && EndpointClient.Fault(refusal) is { Code: not ErrorCode.AgentNeedsApproval } fault => throw fault,
            _ => null,
        };

    public async Task<IReadOnlyList<ListedSession>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<ListedSession>();
        foreach (var path in FindSockets())
        {
            found.AddRange(await ListAsync(path, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    /// <summary>Lists the sessions of one host; none if it does not answer or does not share them.</summary>
    public static async Task<IReadOnlyList<ListedSession>> ListAsync(string socket, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("GET", socket, EndpointHandler.AllSessions, cancellationToken)
            .ConfigureAwait(false);
        return
            answer is (StatusCodes.Status200OK, var body)
            && EndpointJson.Read<IReadOnlyList<ListedSession>>(body) is { } sessions
            ? sessions
            : [];
    }

    public Task EndAsync(string id, CancellationToken cancellationToken) =>
        SendToAllAsync(EndpointHandler.Sessions + id, cancellationToken);

    public Task EndAllAsync(CancellationToken cancellationToken) =>
        SendToAllAsync(EndpointHandler.AllSessions, cancellationToken);

    async Task<AwsCredentials?> IRunningSessions.FindAsync(RoleChain chain, CancellationToken cancellationToken) =>
        await FindAsync(chain, cancellationToken).ConfigureAwait(false) is { } found ? CredentialsOf(found) : null;

    private static AwsCredentials CredentialsOf(ContainerCredentialsDocument found) =>
        new(found.AccessKeyId, found.SecretAccessKey, found.Token, IsoTime.Parse(found.Expiration));

    private async Task SendToAllAsync(string target, CancellationToken cancellationToken)
    {
        foreach (var path in FindSockets())
        {
            // A host that does not answer has no sessions to end, or is about to end itself.
            _ = await SendAsync("DELETE", path, target, cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<string> FindSockets() => sockets.FindAll().Where(LocalSockets.IsShortEnough);

    /// <param name="method">The HTTP method.</param>
    /// <param name="socket">The host's socket.</param>
    /// <param name="target">The path.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <param name="patience">How long to wait, where a person may be asked; null for the usual time.</param>
    /// <param name="ofPerson">Whether only a host counts that no agent has started: an agent could serve the socket itself.</param>
    private static Task<(int Status, byte[] Body)?> SendAsync(
        string method,
        string socket,
        string target,
        CancellationToken cancellationToken,
        TimeSpan? patience = null,
        bool ofPerson = false
    ) =>
        RawHttpClient.SendAsync(
            method,
            cancellation => LocalSockets.ConnectAsync(socket, ofPerson ? IsOfPerson : null, cancellation),
            EndpointConnection.LocalHost,
            target,
            token: null,
            cancellationToken,
            patience
        );

    private static bool IsOfPerson(SocketPeer host) =>
        !PeerRequesters.Find(new LocalPeer(host.ProcessId, host.UserId, host.IsThisUser)).IsAgent;
}
