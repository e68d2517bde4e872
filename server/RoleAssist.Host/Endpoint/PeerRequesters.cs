using RoleAssist.Core.Requesters;
using RoleAssist.Host.Processes;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Finds out for whom a program asks that has connected. On Linux a program of this user that cannot be looked at has
/// hidden itself, and gets what an agent gets: it has ended and left its connection to another one, or does not let itself
/// be read. Where the system does not tell, nothing is said against it.
/// </summary>
internal static class PeerRequesters
{
    private static readonly Requester Hidden = Requester.Agent("hidden");

    /// <summary>Finds it for the process that has connected to the local socket.</summary>
    /// <param name="peer">The process. One of another container has the ID 0 here.</param>
    public static Requester Find(LocalPeer peer) =>
        OperatingSystem.IsLinux() && peer.ProcessId is > 0 and var id && ProcessStat.Read(id) is null
            ? Hidden
            : ProcessRequesters.Find(peer.ProcessId);

    /// <summary>Finds it for the process at the other end of a TCP connection.</summary>
    public static Requester FindOverTcp(EndpointConnection connection)
    {
        var owner = connection is { Client: { } client, Server: { } server }
            ? LoopbackOwner.GetOwner(client, server)
            : null;
        return owner is { ProcessId: null } hidden && hidden.UserId == UnixUser.Id
            ? Hidden
            : ProcessRequesters.Find(owner?.ProcessId);
    }
}
