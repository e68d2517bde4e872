using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Sessions;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Endpoint;

/// <summary>This user's other roleassist processes and their sessions.</summary>
internal sealed class RunningHosts(LocalSockets sockets) : IRunningSessions
{
    /// <summary>Gets the credentials of a chain from any running host; null if none has valid ones.</summary>
    public async Task<ContainerCredentialsDocument?> FindAsync(RoleChain chain, CancellationToken cancellationToken)
    {
        var target = EndpointHandler.Sessions + SessionId.ForCredentials(chain);
        foreach (var path in sockets.FindAll().Where(LocalSockets.IsShortEnough))
        {
            var answer = await RawHttpClient
                .GetAsync(
                    new UnixDomainSocketEndPoint(path),
                    SocketPeer.IsPeerThisUser,
                    EndpointConnection.LocalHost,
                    target,
                    token: null,
                    cancellationToken
                )
                .ConfigureAwait(false);
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

    async Task<AwsCredentials?> IRunningSessions.FindAsync(RoleChain chain, CancellationToken cancellationToken) =>
        await FindAsync(chain, cancellationToken).ConfigureAwait(false) is { } found
            ? new AwsCredentials(found.AccessKeyId, found.SecretAccessKey, found.Token, IsoTime.Parse(found.Expiration))
            : null;
}
