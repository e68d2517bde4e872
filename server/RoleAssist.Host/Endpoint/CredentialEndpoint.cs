using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <inheritdoc/>
internal sealed class CredentialEndpoint(EndpointListener listener, SessionGrants grants) : ICredentialEndpoint
{
    public async Task<CredentialGrant> GrantAsync(SessionId id, CancellationToken cancellationToken)
    {
        var grant = grants.Get(id);
        var port = await listener.PortAsync(cancellationToken).ConfigureAwait(false);
        var socket = await listener.SocketAsync(cancellationToken).ConfigureAwait(false);
        return new CredentialGrant(
            new Uri($"http://127.0.0.1:{port}{grant.Path}"),
            grant.Token,
            socket is null ? null : new LocalAddress(socket, grant.LocalName).Text
        );
    }
}
