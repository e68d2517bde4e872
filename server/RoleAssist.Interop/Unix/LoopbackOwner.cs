using System.Globalization;
using System.Net;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// Which user a TCP port of this machine belongs to, as Linux knows it (proc_net(5)): a port that its host has left is
/// free for every user of the machine.
/// </summary>
public static class LoopbackOwner
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Whether another user listens at a port. False where the system does not say.</summary>
    public static bool IsAnotherUser(int port) =>
        OperatingSystem.IsLinux()
        && Sockets().Any(socket => socket.LocalPort == port && socket.State == Listening && socket.UserId != UnixUser.Id);

    /// <summary>The user at the other end of a connection that was made on this machine; null where the system does not say.</summary>
    public static uint? UserOf(IPEndPoint client, IPEndPoint server) => OperatingSystem.IsLinux()
        ? Sockets().Where(socket => socket.LocalPort == client.Port && socket.RemotePort == server.Port).Select(socket => (uint?)socket.UserId).FirstOrDefault()
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
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var local, var remote, var state, _, _, _, var user, ..]
                && uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var userId))
            {
                yield return new TcpSocket(PortOf(local), PortOf(remote), state, userId);
            }
        }
    }

    private static int PortOf(string address) =>
        int.Parse(address.AsSpan(address.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private readonly record struct TcpSocket(int LocalPort, int RemotePort, string State, uint UserId);
}
