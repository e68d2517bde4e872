using RoleAssist.Core.Delivery;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Lets a shell that is already running take on a role: what is typed there is a ticket, which is no credential and is
/// worth nothing a moment later, whoever reads it in the shell's history.
/// </summary>
internal sealed class TerminalTickets(EndpointListener listener, TicketRegistry registry)
{
    /// <summary>A ticket, of letters, digits and <c>. _ -</c>, that <see cref="EndpointClient.RedeemAsync"/> turns into what it is worth.</summary>
    /// <param name="changes">What it is worth, which is worked out when it is redeemed.</param>
    /// <param name="cancellationToken">Ends the waiting for the endpoint.</param>
    public async Task<string> IssueAsync(Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes, CancellationToken cancellationToken)
    {
        var port = await listener.PortAsync(cancellationToken).ConfigureAwait(false);
        var (id, secret) = registry.Issue(changes);
        return new TicketText(port, id, secret).Text;
    }
}
