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
/// Tickets that were issued. Each is good once and for a moment, and a wrong secret uses it up. Every use is in the audit
/// trail: the first one, and as a warning any later one.
/// </summary>
internal sealed partial class TicketRegistry(SessionAuditor auditor, TimeProvider time, ILogger<TicketRegistry> logger)
{
    /// <summary>Long enough for a shell to be started that redeems it.</summary>
    internal static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(30);

    /// <summary>More than a person can want within their lifetime.</summary>
    private const int MaxCount = 256;

    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);

    /// <summary>What a wrong secret is compared with where there is no ticket. Made when needed: random numbers load OpenSSL.</summary>
    private readonly Lazy<string> _noSecret = new(() => SecretText.Create(128));

    /// <summary>A new ticket.</summary>
    /// <param name="session">The session that it leads to.</param>
    /// <param name="changes">What it is worth, which is worked out when it is redeemed.</param>
    /// <exception cref="RoleAssistException">There are too many.</exception>
    public (string Id, string Secret) Issue(Session session, Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes)
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
            throw new RoleAssistException(ErrorCode.InvalidArgument, "Too many terminals were given a role at once.", "Wait half a minute and try again.");
        }

        var (id, secret) = (SecretText.Create(64), SecretText.Create(128));
        _tickets[id] = new Ticket(session, secret, time.GetUtcNow() + Lifetime, changes);
        return (id, secret);
    }

    /// <summary>What a ticket is worth; null for one that is too old or was never issued.</summary>
    /// <param name="id">The ticket.</param>
    /// <param name="secret">What was shown for it.</param>
    /// <param name="peer">Who shows it, where the kernel says.</param>
    /// <param name="cancellationToken">Ends the waiting for what it is worth.</param>
    public async Task<EndpointAnswer?> RedeemAsync(string id, string secret, AuditPeer? peer, CancellationToken cancellationToken)
    {
        _tickets.TryGetValue(id, out var ticket);
        var isKnown = SecretText.IsKnown(ticket?.Secret ?? _noSecret.Value, secret);
        if (ticket is null || ticket.End <= time.GetUtcNow())
        {
            return null;
        }

        var isFirst = ticket.TryUse(peer);
        if (!isKnown || !isFirst)
        {
            Warn(id, ticket, peer);
            return isKnown ? AlreadyUsed(ticket.User) : null;
        }

        auditor.TicketRedeemed(ticket.Session, peer);
        try
        {
            var changes = await ticket.Changes(cancellationToken).ConfigureAwait(false);
            return new EndpointAnswer(
                StatusCodes.Status200OK,
                EndpointJson.Write<IReadOnlyList<EnvironmentVariable>>([.. changes.Select(change => new EnvironmentVariable(change.Name, change.Value))]));
        }
        catch (RoleAssistException fault)
        {
            return EndpointAnswer.Failed(fault);
        }
    }

    /// <summary>A ticket was shown where none is taken: by somebody who has read it in the list of processes. It stays good for its owner.</summary>
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

    private static EndpointAnswer AlreadyUsed(AuditPeer? user) => EndpointAnswer.Failed(new RoleAssistException(
        ErrorCode.SessionNotFound,
        $"This ticket has already been used by another process{(user is null ? "" : $": {user}")}.",
        "If that was not you, end the session in VS Code (AWS: End Session) and see `roleassist log`. Otherwise use the command again."));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ticket {Id} for {Profile} was refused to {Peer}")]
    private partial void LogMisused(string id, string profile, string peer);

    private sealed class Ticket(Session session, string secret, DateTimeOffset end, Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes)
    {
        private int _uses;
        private int _warnings;

        public Session Session => session;

        public string Secret => secret;

        public DateTimeOffset End => end;

        public Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> Changes => changes;

        /// <summary>Who has used it; null where that is unknown.</summary>
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

        /// <summary>Once: a program that tries a thousand times makes one line.</summary>
        public bool TryWarn() => Interlocked.Increment(ref _warnings) == 1;
    }
}
