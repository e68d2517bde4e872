using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Keeps other users of the machine away from a port that browsers use. They can read an address in the arguments of a
/// browser, with the secrets in it.
/// </summary>
internal static class LoopbackGate
{
    /// <summary>Closes connections of other users, where the system tells whose they are: on Linux.</summary>
    /// <param name="listen">The port.</param>
    /// <param name="onRefused">Is called for each connection that is closed.</param>
    public static void UseThisUserOnly(this ListenOptions listen, Action onRefused) =>
        listen.Use(next =>
            connection =>
            {
                if (
                    connection is { RemoteEndPoint: IPEndPoint client, LocalEndPoint: IPEndPoint server }
                    && LoopbackOwner.IsClientThisUser(client, server) == false
                )
                {
                    onRefused();
                    connection.Abort();
                    return Task.CompletedTask;
                }

                return next(connection);
            }
        );
}
