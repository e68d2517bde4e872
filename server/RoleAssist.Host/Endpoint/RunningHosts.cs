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

    public async Task<AwsCredentials?> AskAsAgentAsync(
        AssumeTarget target,
        string? purpose,
        CancellationToken cancellationToken
    )
    {
        var path = EndpointHandler.Agents + AgentDesk.Encode(target, purpose);
        foreach (var socket in FindSockets())
        {
            var answer = await RawHttpClient
                .SendAsync(
                    "GET",
                    cancellation => LocalSockets.ConnectAsync(socket, cancellation),
                    EndpointConnection.LocalHost,
                    path,
                    token: null,
                    cancellationToken,
                    AgentApprovals.Patience + TimeSpan.FromSeconds(30)
                )
                .ConfigureAwait(false);
            switch (answer)
            {
                case (StatusCodes.Status200OK, var body)
                    when EndpointJson.Read<ContainerCredentialsDocument>(body) is { } found:
                    return CredentialsOf(found);
                // A window that lacks what it takes is not the last one. A no is.
                case (StatusCodes.Status403Forbidden, var body)
                    when EndpointJson.Read<ErrorDocument>(body) is { } refusal
                        && EndpointClient.Fault(refusal) is { Code: not ErrorCode.AgentNeedsApproval } fault:
                    throw fault;
            }
        }

        return null;
    }

    /// <summary>Asks a host with a person behind it whether an agent may run a command in several accounts.</summary>
    /// <exception cref="RoleAssistException">Nobody has said yes.</exception>
    public async Task RequireAsync(AgentRunDocument run, CancellationToken cancellationToken)
    {
        var path = EndpointHandler.Questions + AgentDesk.Encode(run);
        foreach (var socket in FindSockets())
        {
            var answer = await RawHttpClient
                .SendAsync(
                    "GET",
                    cancellation => LocalSockets.ConnectAsync(socket, cancellation),
                    EndpointConnection.LocalHost,
                    path,
                    token: null,
                    cancellationToken,
                    AgentApprovals.Patience + TimeSpan.FromSeconds(30)
                )
                .ConfigureAwait(false);
            switch (answer)
            {
                case (StatusCodes.Status200OK, _):
                    return;
                case (StatusCodes.Status403Forbidden, var body)
                    when EndpointJson.Read<ErrorDocument>(body) is { } refusal:
                    throw EndpointClient.Fault(refusal);
            }
        }

        throw run.Unanswered;
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
        CancellationToken cancellationToken
    ) =>
        RawHttpClient.SendAsync(
            method,
            cancellation => LocalSockets.ConnectAsync(socket, cancellation),
            EndpointConnection.LocalHost,
            target,
            token: null,
            cancellationToken
        );
}
