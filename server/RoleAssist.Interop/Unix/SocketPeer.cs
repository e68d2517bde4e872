using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// The process at the other end of a local socket, as reported by the kernel: <c>SO_PEERCRED</c> (unix(7)), on macOS
/// <c>LOCAL_PEERCRED</c> and <c>LOCAL_PEERPID</c> (unix(4)).
/// </summary>
/// <param name="UserId">The effective user when the process connected or began to listen.</param>
/// <param name="ProcessId">The process id; null if the kernel does not report it.</param>
public sealed record SocketPeer(uint UserId, int? ProcessId)
{
    /// <summary><c>struct ucred</c>: pid, uid, gid.</summary>
    private const int SizeOnLinux = 12;

    /// <summary><c>struct xucred</c>: version, uid, groups.</summary>
    private const int SizeOnMac = 76;

    private const int UserIdOffset = 4;

    public bool IsThisUser => UserId == UnixUser.Id;

    /// <summary>Whether the other end belongs to this user.</summary>
    public static bool IsPeerThisUser(Socket socket) => FromSocket(socket)?.IsThisUser == true;

    /// <returns>The peer; null if the kernel does not report it or the peer is gone.</returns>
    public static SocketPeer? FromSocket(Socket socket)
    {
        try
        {
            return OperatingSystem.IsLinux() ? FromLinux(socket)
                : OperatingSystem.IsMacOS() ? FromMac(socket)
                : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static SocketPeer? FromLinux(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[SizeOnLinux];
        return socket.GetRawSocketOption(optionLevel: 1, optionName: 17, credentials) == SizeOnLinux
            ? new SocketPeer(
                MemoryMarshal.Read<uint>(credentials[UserIdOffset..]),
                MemoryMarshal.Read<int>(credentials)
            )
            : null;
    }

    private static SocketPeer? FromMac(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[SizeOnMac];
        Span<byte> process = stackalloc byte[sizeof(int)];
        return socket.GetRawSocketOption(optionLevel: 0, optionName: 1, credentials) >= UserIdOffset + sizeof(uint)
            ? new SocketPeer(
                MemoryMarshal.Read<uint>(credentials[UserIdOffset..]),
                socket.GetRawSocketOption(optionLevel: 0, optionName: 2, process) == sizeof(int)
                    ? MemoryMarshal.Read<int>(process)
                    : null
            )
            : null;
    }
}
