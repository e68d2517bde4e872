using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>This user's other roleassist processes, and the sessions that they hold.</summary>
internal sealed class RunningHosts(RuntimeFolder folder)
{
    /// <summary>The credentials of a session from whichever host has it; null where none has good ones.</summary>
    public async Task<ContainerCredentialsDocument?> FindAsync(SessionId id, CancellationToken cancellationToken)
    {
        foreach (var path in folder.Sockets())
        {
            var answer = await EndpointExchange.GetAsync(
                new UnixDomainSocketEndPoint(path), PeerUser.IsThisUser, EndpointConnection.LocalHost, EndpointHandler.Sessions + id.Value, token: null, cancellationToken)
                .ConfigureAwait(false);
            if (answer is (StatusCodes.Status200OK, var body) && EndpointJson.Read<ContainerCredentialsDocument>(body) is { } credentials)
            {
                return credentials;
            }
        }

        return null;
    }
}
