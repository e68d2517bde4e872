using System.Net;
using Microsoft.AspNetCore.Connections;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Endpoint;

/// <summary>A connection and the listener that accepted it.</summary>
/// <param name="connection">Kestrel's connection.</param>
/// <param name="transport">The listener.</param>
/// <param name="peer">The process at the other end, if the kernel reports it.</param>
internal sealed class EndpointConnection(ConnectionContext connection, EndpointTransport transport, SocketPeer? peer)
{
    /// <summary>The <c>Host</c> header of requests over the local socket.</summary>
    public const string LocalHost = "roleassist";

    public bool IsLocal => transport == EndpointTransport.Local;

    /// <summary>
    /// Whether this connection may redeem tickets: it is restricted to this user, or no such listener is available.
    /// </summary>
    public bool AcceptsTickets => transport is EndpointTransport.Local or EndpointTransport.LoopbackWithTickets;

    public SocketPeer? Peer => peer;

    public IPEndPoint? Client => connection.RemoteEndPoint as IPEndPoint;

    public IPEndPoint? Server => connection.LocalEndPoint as IPEndPoint;

    /// <summary>The required <c>Host</c> header. The SDKs send the authority of the URL that they were given.</summary>
    public string Host { get; } =
        transport == EndpointTransport.Local ? LocalHost : $"127.0.0.1:{((IPEndPoint)connection.LocalEndPoint!).Port}";

    /// <summary>
    /// The connection's node in the list of unauthenticated connections; null once it has presented a valid token.
    /// </summary>
    public LinkedListNode<EndpointConnection>? UnauthenticatedNode { get; set; }

    public void Abort() =>
        connection.Abort(new ConnectionAbortedException("Too many connections without a valid token."));
}
