using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Lets a shell that is already running take on a role. What is typed there is a ticket: it is redeemed over the local
/// socket, so it is worth nothing to other users, who see it in the list of processes, and worth nothing a moment later to
/// anybody.
/// </summary>
internal sealed class TerminalTickets(EndpointListener listener, TicketRegistry registry, LocalSockets sockets)
{
    /// <summary>A ticket, of letters, digits and <c>. _ -</c>, that <see cref="EndpointClient.RedeemAsync"/> turns into what it is worth.</summary>
    /// <param name="session">The session that it leads to, for the audit trail.</param>
    /// <param name="changes">What it is worth, which is worked out when it is redeemed.</param>
    /// <param name="cancellationToken">Ends the waiting for the endpoint.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/> where there is no local socket.</exception>
    public async Task<string> IssueAsync(
        Session session, Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes, CancellationToken cancellationToken)
    {
        var port = await listener.PortAsync(cancellationToken).ConfigureAwait(false);
        var socket = await listener.SocketAsync(cancellationToken).ConfigureAwait(false);
        if (socket is null && !OperatingSystem.IsWindows())
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"A running shell cannot be given a role: there is no folder for a socket that only you can open. {sockets.Objections()}".TrimEnd(),
                $"Set {RoleAssistVariables.StateFolder} to a folder of your own with a short path, or open a new terminal with the role.");
        }

        var (id, secret) = registry.Issue(session, changes);
        return new TicketText(socket, port, id, secret).Text;
    }
}
