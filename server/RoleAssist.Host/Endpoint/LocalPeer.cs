using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using RoleAssist.Interop.Unix;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Host.Endpoint;

/// <summary>The process at the other end of a local connection.</summary>
/// <param name="ProcessId">The process id; null if the kernel does not report it.</param>
/// <param name="UserId">Its user on Unix.</param>
/// <param name="IsThisUser">Whether it is this user.</param>
internal sealed record LocalPeer(int? ProcessId, uint? UserId, bool IsThisUser)
{
    /// <returns>The peer; null if the kernel does not report it, or the peer is gone.</returns>
    public static LocalPeer? Of(ConnectionContext connection)
    {
        // The pipe's access list admits this user only.
        if (
            OperatingSystem.IsWindows() && connection.Features.Get<IConnectionNamedPipeFeature>()?.NamedPipe is { } pipe
        )
        {
            return new LocalPeer(LocalPipe.ClientOf(pipe), UserId: null, IsThisUser: true);
        }

        return
            connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket
            && SocketPeer.FromSocket(socket) is { } peer
            ? new LocalPeer(peer.ProcessId, peer.UserId, peer.IsThisUser)
            : null;
    }
}
