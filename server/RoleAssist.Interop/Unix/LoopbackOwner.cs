using System.Globalization;
using System.Net;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// Gets the owner of a local TCP port on Linux (proc_net(5)): when a host ends, any user of the machine can take its
/// port.
/// </summary>
public static class LoopbackOwner
{
    private const string Listening = "0A";
    private const string Established = "01";
    private const uint Root = 0;

    /// <summary>A table that changes while it is read may leave out a line.</summary>
    private const int Attempts = 3;

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Whether another user listens on a port. False if the system does not tell.</summary>
    public static bool IsOwnedByAnotherUser(int port) =>
        OperatingSystem.IsLinux()
        && Sockets()
            .Any(socket => socket.LocalPort == port && socket.State == Listening && socket.UserId != UnixUser.Id);

    /// <summary>Gets the user at the client's end of a local connection; null if the system does not tell.</summary>
    public static uint? GetUserId(IPEndPoint client, IPEndPoint server) =>
        OperatingSystem.IsLinux()
            ? Sockets()
                .Where(socket => socket.LocalPort == client.Port && socket.RemotePort == server.Port)
                .Select(socket => (uint?)socket.UserId)
                .FirstOrDefault()
            : null;

    /// <summary>Gets who is at the client's end of a local connection; null if the system does not tell.</summary>
    public static ConnectionOwner? GetOwner(IPEndPoint client, IPEndPoint server) =>
        OperatingSystem.IsLinux()
            ? EndsOf(client, server)
                .Select(socket => (ConnectionOwner?)new ConnectionOwner(socket.UserId, SocketHolder.Find(socket.Inode)))
                .FirstOrDefault()
            : null;

    /// <summary>
    /// Whether the client's end of an open connection belongs to this user, or to root, which can read this process'
    /// memory anyway.
    /// </summary>
    /// <returns>
    /// Null if the system does not tell: other systems than Linux, and one whose tables cannot be read. A connection that
    /// is missing from the tables is another user's, because only its owner can close it.
    /// </returns>
    public static bool? IsClientThisUser(IPEndPoint client, IPEndPoint server)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // A closed socket is shown as root's.
        foreach (var socket in EndsOf(client, server).Where(socket => socket.State == Established))
        {
            return socket.UserId == UnixUser.Id || socket.UserId == Root;
        }

        return Sockets().Any() ? false : null;
    }

    /// <summary>Finds the client's end of a connection, in as many attempts as it takes.</summary>
    private static IEnumerable<TcpSocket> EndsOf(IPEndPoint client, IPEndPoint server)
    {
        var (from, to) = (FormsOf(client), FormsOf(server));
        return Enumerable
            .Range(0, Attempts)
            .SelectMany(_ => Sockets())
            .Where(socket => from.Contains(socket.Local) && to.Contains(socket.Remote));
    }

    /// <summary>Returns an address as the tables show it: of an IPv4 socket, and of an IPv6 one that uses IPv4.</summary>
    private static string[] FormsOf(IPEndPoint end)
    {
        var number = BitConverter.ToUInt32(end.Address.MapToIPv4().GetAddressBytes());
        var mapped = BitConverter.IsLittleEndian ? "0000000000000000FFFF0000" : "00000000000000000000FFFF";
        return [$"{number:X8}:{end.Port:X4}", $"{mapped}{number:X8}:{end.Port:X4}"];
    }

    private static IEnumerable<TcpSocket> Sockets() => Tables.SelectMany(Read);

    private static IEnumerable<TcpSocket> Read(string table)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(table);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (var line in lines.Skip(1))
        {
            if (
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    is [_, var local, var remote, var state, _, _, _, var user, _, var inode, ..]
                && uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            )
            {
                yield return new TcpSocket(local, remote, state, userId, inode);
            }
        }
    }

    private static int PortOf(string address) =>
        int.Parse(
            address.AsSpan(address.IndexOf(':', StringComparison.Ordinal) + 1),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture
        );

    /// <param name="Local">Its own address and port, in hexadecimal digits.</param>
    /// <param name="Remote">Those of the other end.</param>
    /// <param name="Inode">Its number, which its process' list of open files has too.</param>
    private readonly record struct TcpSocket(string Local, string Remote, string State, uint UserId, string Inode)
    {
        public int LocalPort => PortOf(Local);

        public int RemotePort => PortOf(Remote);
    }
}

/// <summary>Who has opened a connection.</summary>
/// <param name="UserId">The user.</param>
/// <param name="ProcessId">The process; null if it does not let itself be read, as another user's.</param>
public readonly record struct ConnectionOwner(uint UserId, int? ProcessId);
