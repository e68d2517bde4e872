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
            AddressOf(grant, port),
            grant.Token,
            socket is null ? null : new LocalAddress(socket, grant.LocalName).Text
        );
    }

    public async Task<IServedSession> ServeAsync(SessionEntry entry, Action renew, CancellationToken cancellationToken)
    {
        var port = await listener.PortAsync(cancellationToken).ConfigureAwait(false);
        var grant = grants.Add(entry, renew);
        return new ServedSession(grants, grant, new CredentialGrant(AddressOf(grant, port), grant.Token));
    }

    private static Uri AddressOf(SessionGrant grant, int port) => new($"http://127.0.0.1:{port}{grant.Path}");
}
