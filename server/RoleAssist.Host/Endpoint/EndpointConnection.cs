using System.Net;
using Microsoft.AspNetCore.Connections;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Endpoint;

/// <summary>One connection, and the door that it came through.</summary>
/// <param name="connection">Kestrel's side of it.</param>
/// <param name="door">The door.</param>
/// <param name="peer">The process at its other end, where the kernel says.</param>
internal sealed class EndpointConnection(ConnectionContext connection, EndpointDoor door, SocketPeer? peer)
{
    /// <summary>What requests over the local socket call their host.</summary>
    public const string LocalHost = "roleassist";

    public bool IsLocal => door == EndpointDoor.Local;

    /// <summary>Whether tickets are redeemed here: where this user alone can be, or nothing better is to be had.</summary>
    public bool TakesTickets => door is EndpointDoor.Local or EndpointDoor.OnlyLoopback;

    public SocketPeer? Peer => peer;

    public IPEndPoint? Client => connection.RemoteEndPoint as IPEndPoint;

    public IPEndPoint? Server => connection.LocalEndPoint as IPEndPoint;

    /// <summary>What <c>Host</c> has to say. The SDKs send what stands in the URL that they were given.</summary>
    public string Host { get; } = door == EndpointDoor.Local ? LocalHost : $"127.0.0.1:{((IPEndPoint)connection.LocalEndPoint!).Port}";

    /// <summary>Its place among the strangers; null once it has shown a token that is good.</summary>
    public LinkedListNode<EndpointConnection>? Stranger { get; set; }

    public void Abort() => connection.Abort(new ConnectionAbortedException("Too many connections show no token."));
}

/// <summary>The ways into the endpoint.</summary>
internal enum EndpointDoor
{
    /// <summary>The local socket, which only this user's processes reach.</summary>
    Local,

    /// <summary>TCP on the loopback, which every user of the machine reaches.</summary>
    Loopback,

    /// <summary>The same on Windows where there is no local socket.</summary>
    OnlyLoopback,
}
