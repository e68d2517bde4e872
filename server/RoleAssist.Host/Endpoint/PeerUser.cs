using System.Net.Sockets;
using System.Runtime.InteropServices;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Who is at the other end of a local socket, as the kernel says it: <c>SO_PEERCRED</c> (unix(7)), on macOS
/// <c>LOCAL_PEERCRED</c> (unix(4)). On Windows the rights of the user's own folder keep others away.
/// </summary>
internal static class PeerUser
{
    /// <summary><c>struct ucred</c>: pid, uid, gid.</summary>
    private const int SizeOnLinux = 12;

    /// <summary><c>struct xucred</c>: version, uid, groups.</summary>
    private const int SizeOnMac = 76;

    private const int UserId = 4;

    public static bool IsThisUser(Socket socket)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        Span<byte> credentials = stackalloc byte[OperatingSystem.IsLinux() ? SizeOnLinux : SizeOnMac];
        var (level, option) = OperatingSystem.IsLinux() ? (1, 17) : (0, 1);
        try
        {
            return socket.GetRawSocketOption(level, option, credentials) >= UserId + sizeof(uint)
                && MemoryMarshal.Read<uint>(credentials[UserId..]) == UnixUser.Id;
        }
        catch (SocketException)
        {
            // It has gone.
            return false;
        }
    }
}
