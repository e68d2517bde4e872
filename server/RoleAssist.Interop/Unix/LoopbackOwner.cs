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
                    is [_, var local, var remote, var state, _, _, _, var user, ..]
                && uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            )
            {
                yield return new TcpSocket(PortOf(local), PortOf(remote), state, userId);
            }
        }
    }

    private static int PortOf(string address) =>
        int.Parse(
            address.AsSpan(address.IndexOf(':', StringComparison.Ordinal) + 1),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture
        );

    private readonly record struct TcpSocket(int LocalPort, int RemotePort, string State, uint UserId);
}
