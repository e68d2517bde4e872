using System.Globalization;
using System.Net.Sockets;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Unix;
using Tmds.DBus.Protocol;

namespace RoleAssist.Vault.Linux;

/// <summary>The socket of the session bus. Its other end must be this user.</summary>
internal static class BusSocket
{
    /// <exception cref="BusFault">There is no bus of this user.</exception>
    public static async Task<Socket> DialAsync(ProcessEnvironment environment, CancellationToken cancellationToken)
    {
        var reason = "There is no D-Bus session bus.";
        foreach (var address in SessionBusAddress.Find(environment))
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);

                // Another user may have taken the name of a bus that has ended.
                if (SocketPeer.IsPeerThisUser(socket))
                {
                    return socket;
                }

                reason = "The D-Bus session bus belongs to another user.";
            }
            catch (SocketException)
            {
                reason = "The D-Bus session bus has ended.";
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            socket.Dispose();
        }

        throw new BusFault(BusFaultKind.NoBus, reason);
    }

    /// <summary>
    /// A connection over a socket that is checked already. It reads no machine ID and passes no files.
    /// </summary>
    public sealed class Options(BudgetStream stream) : DBusConnectionOptions
    {
        protected override ValueTask<SetupResult> SetupAsync(CancellationToken cancellationToken) =>
            new(
                new SetupResult
                {
                    ConnectionStream = stream,
                    UserId = UnixUser.Id.ToString(CultureInfo.InvariantCulture),
                    MachineId = "",
                }
            );
    }
}
