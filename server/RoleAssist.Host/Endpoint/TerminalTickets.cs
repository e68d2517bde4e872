using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Issues tickets with which a shell that is already running assumes a role. The ticket is typed into the shell and
/// redeemed over the local socket. It is therefore useless to other users, who may see it in the process list, and
/// expires within seconds.
/// </summary>
internal sealed class TerminalTickets(EndpointListener listener, TicketRegistry registry, LocalSockets sockets)
{
    /// <summary>
    /// Issues a ticket of letters, digits and <c>. _ -</c>, which <see cref="EndpointClient.RedeemAsync"/> exchanges
    /// for the changes.
    /// </summary>
    /// <param name="session">The session, for the audit trail.</param>
    /// <param name="changes">Computes the changes to the environment when the ticket is redeemed.</param>
    /// <param name="cancellationToken">Cancels the wait for the endpoint.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>: no local socket is available.
    /// </exception>
    public async Task<string> IssueAsync(
        Session session,
        Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes,
        CancellationToken cancellationToken
    )
    {
        var socket =
            await listener.SocketAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                (
                    "Cannot set a role in a running shell: no folder is available for a socket that only you can access. "
                    + sockets.Objections()
                ).TrimEnd(),
                $"Set {RoleAssistVariables.StateFolder} to a private folder with a short path, "
                    + "or open a new terminal with the role."
            );

        var (id, secret) = registry.Issue(session, changes);
        return new TicketText(socket, id, secret).Text;
    }
}
