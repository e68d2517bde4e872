using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// The issued tickets. Each can be used once within its lifetime, and a wrong secret uses it up. Every use is audited:
/// the first one, and any later one as a warning.
/// </summary>
internal sealed partial class TicketRegistry(SessionAuditor auditor, TimeProvider time, ILogger<TicketRegistry> logger)
{
    /// <summary>Long enough to start the shell that redeems the ticket.</summary>
    internal static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(30);

    /// <summary>More than a user can need within the lifetime.</summary>
    private const int MaxCount = 256;

    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);

    /// <summary>
    /// The secret that is compared if there is no ticket. Created on demand because random numbers load OpenSSL.
    /// </summary>
    private readonly Lazy<string> _dummySecret = new(() => RandomSecret.Create(128));

    /// <summary>Issues a ticket.</summary>
    /// <param name="session">The session, for the audit trail.</param>
    /// <param name="changes">Computes the changes to the environment when the ticket is redeemed.</param>
    /// <exception cref="RoleAssistException">There are too many unused tickets.</exception>
    public (string Id, string Secret) Issue(
        Session session,
        Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes
    )
    {
        foreach (var (old, ticket) in _tickets)
        {
            if (ticket.End <= time.GetUtcNow())
            {
                _tickets.TryRemove(old, out _);
            }
        }

        if (_tickets.Count >= MaxCount)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "Too many terminals were given a role at once.",
                "Wait half a minute and try again."
            );
        }

        var (id, secret) = (RandomSecret.Create(64), RandomSecret.Create(128));
        _tickets[id] = new Ticket(session, secret, time.GetUtcNow() + Lifetime, changes);
        return (id, secret);
    }

    /// <summary>Redeems a ticket and returns the response; null if the ticket has expired or does not exist.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="secret">The secret that was presented.</param>
    /// <param name="peer">The process that presented the ticket, if the kernel reports it.</param>
    /// <param name="cancellationToken">Cancels the computation of the changes.</param>
    public async Task<EndpointResponse?> RedeemAsync(
        string id,
        string secret,
        AuditPeer? peer,
        CancellationToken cancellationToken
    )
    {
        _tickets.TryGetValue(id, out var ticket);
        var isValid = RandomSecret.IsKnown(ticket?.Secret ?? _dummySecret.Value, secret);
        if (ticket is null || ticket.End <= time.GetUtcNow())
        {
            return null;
        }

        var isFirst = ticket.TryUse(peer);
        if (!isValid || !isFirst)
        {
            Warn(id, ticket, peer);
            return isValid ? AlreadyUsed(ticket.User) : null;
        }

        auditor.TicketRedeemed(ticket.Session, peer);
        try
        {
            var changes = await ticket.Changes(cancellationToken).ConfigureAwait(false);
            return new EndpointResponse(
                StatusCodes.Status200OK,
                EndpointJson.Write<IReadOnlyList<EnvironmentVariable>>([
                    .. changes.Select(change => new EnvironmentVariable(change.Name, change.Value)),
                ])
            );
        }
        catch (RoleAssistException fault)
        {
            return EndpointResponse.Failed(fault);
        }
    }

    /// <summary>
    /// Records that a ticket was presented on a listener that takes none, by a process that has read it in the process
    /// list. The ticket stays valid for its owner.
    /// </summary>
    public void Refuse(string id, Func<AuditPeer?> peer)
    {
        if (_tickets.TryGetValue(id, out var ticket) && ticket.End > time.GetUtcNow() && ticket.TryWarn())
        {
            Warn(id, ticket, peer());
        }
    }

    private void Warn(string id, Ticket ticket, AuditPeer? peer)
    {
        LogMisused(id, ticket.Session.Profile, peer?.ToString() ?? "an unknown process");
        auditor.TicketRefused(ticket.Session, peer);
    }

    private static EndpointResponse AlreadyUsed(AuditPeer? user) =>
        EndpointResponse.Failed(
            new RoleAssistException(
                ErrorCode.SessionNotFound,
                $"This ticket has already been used by another process{(user is null ? "" : $": {user}")}.",
                "If that was not you, end the session in VS Code (AWS: End Session) and see `roleassist log`. Otherwise use the command again."
            )
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused ticket {Id} for {Profile} to {Peer}")]
    private partial void LogMisused(string id, string profile, string peer);

    private sealed class Ticket(
        Session session,
        string secret,
        DateTimeOffset end,
        Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes
    )
    {
        private int _uses;
        private int _warnings;

        public Session Session => session;

        public string Secret => secret;

        public DateTimeOffset End => end;

        public Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> Changes => changes;

        /// <summary>The process that used the ticket; null if unknown.</summary>
        public AuditPeer? User { get; private set; }

        public bool TryUse(AuditPeer? peer)
        {
            if (Interlocked.Increment(ref _uses) != 1)
            {
                return false;
            }

            User = peer;
            return true;
        }

        /// <summary>Returns true once, so that repeated attempts produce a single warning.</summary>
        public bool TryWarn() => Interlocked.Increment(ref _warnings) == 1;
    }
}
