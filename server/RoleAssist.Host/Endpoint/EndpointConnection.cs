using System.Net;
using Microsoft.AspNetCore.Connections;

namespace RoleAssist.Host.Endpoint;

/// <summary>One connection, and which door it came through.</summary>
/// <param name="connection">Kestrel's side of it.</param>
/// <param name="isLocal">Whether it came over the local socket, which only this user's processes reach.</param>
internal sealed class EndpointConnection(ConnectionContext connection, bool isLocal)
{
    /// <summary>What requests over the local socket call their host.</summary>
    public const string LocalHost = "roleassist";

    public bool IsLocal => isLocal;

    /// <summary>What <c>Host</c> has to say. The SDKs send what stands in the URL that they were given.</summary>
    public string Host { get; } = isLocal ? LocalHost : $"127.0.0.1:{((IPEndPoint)connection.LocalEndPoint!).Port}";

    /// <summary>Its place among the strangers; null once it has shown a token that is good.</summary>
    public LinkedListNode<EndpointConnection>? Stranger { get; set; }

    public void Abort() => connection.Abort(new ConnectionAbortedException("Too many connections show no token."));
}
