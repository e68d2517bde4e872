using Microsoft.AspNetCore.Http;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Host.Endpoint;

/// <summary>This user's other roleassist processes and their sessions.</summary>
internal sealed class RunningHosts(LocalSockets sockets) : IRunningSessions
{
    /// <summary>As long as a host waits for a person, and the time to issue the session then.</summary>
    private static readonly TimeSpan Patience = AgentApprovals.Patience + TimeSpan.FromSeconds(30);

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
        string? purpose,
        CancellationToken cancellationToken
    ) =>
        await AskPeopleAsync(EndpointHandler.Agents + AgentDesk.Encode(target, purpose), cancellationToken)
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
        if (await AskPeopleAsync(path, cancellationToken).ConfigureAwait(false) is null)
        {
            throw run.Unanswered;
        }
    }

    /// <summary>
    /// Asks the hosts with a person behind them, one after the other, until one grants it. A window that lacks what it
    /// takes, or whose user says nothing, is not the last one; a no is.
    /// </summary>
    /// <returns>The answer of the host that grants it; null if none does.</returns>
    /// <exception cref="RoleAssistException">The person says no.</exception>
    private async Task<byte[]?> AskPeopleAsync(string target, CancellationToken cancellationToken)
    {
        foreach (var socket in FindSockets())
        {
            switch (await SendAsync("GET", socket, target, cancellationToken, Patience).ConfigureAwait(false))
            {
                case (StatusCodes.Status200OK, var body):
                    return body;
                case (StatusCodes.Status403Forbidden, var body)
                    when EndpointJson.Read<ErrorDocument>(body) is { } refusal
                        && EndpointClient.Fault(refusal) is { Code: not ErrorCode.AgentNeedsApproval } fault:
                    throw fault;
            }
        }

        return null;
    }

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

    private static Task<(int Status, byte[] Body)?> SendAsync(
        string method,
        string socket,
        string target,
        CancellationToken cancellationToken,
        TimeSpan? patience = null
    ) =>
        RawHttpClient.SendAsync(
            method,
            cancellation => LocalSockets.ConnectAsync(socket, cancellation),
            EndpointConnection.LocalHost,
            target,
            token: null,
            cancellationToken,
            patience
        );
}
