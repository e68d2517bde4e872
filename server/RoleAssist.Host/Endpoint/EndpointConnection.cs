using System.Net;
using Microsoft.AspNetCore.Connections;
using RoleAssist.Core.Requesters;

namespace RoleAssist.Host.Endpoint;

/// <summary>A connection and the listener that accepted it.</summary>
/// <param name="connection">Kestrel's connection.</param>
/// <param name="transport">The listener.</param>
/// <param name="peer">The process at the other end, of a local connection.</param>
internal sealed class EndpointConnection(ConnectionContext connection, EndpointTransport transport, LocalPeer? peer)
{
    /// <summary>The <c>Host</c> header of requests over the local socket.</summary>
    public const string LocalHost = "roleassist";

    public bool IsLocal => transport == EndpointTransport.Local;

    public LocalPeer? Peer => peer;

    /// <summary>For whom the program asks; null until it is needed.</summary>
    public Requester? Requester { get; set; }

    /// <summary>
    /// Whether the host may close the connection after a response. Closing a pipe would discard what the client has not
    /// read yet.
    /// </summary>
    public bool MayClose => !IsLocal || !OperatingSystem.IsWindows();

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
