using RoleAssist.Core.Chains;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Audit;

/// <summary>
/// Records what happens to sessions in the audit trail. It observes the registry, so sessions that are issued, renewed
/// or ended are always recorded; only hand-outs and tickets must be reported to it. A program that asks thousands of
/// times a second produces one line per interval, with the number of hand-outs.
/// </summary>
public sealed class SessionAuditor : IDisposable
{
    /// <summary>
    /// How long hand-outs of the same credentials through the same delivery are counted before the next line.
    /// </summary>
    private static readonly TimeSpan Counting = TimeSpan.FromSeconds(10);

    private readonly SessionRegistry _registry;
    private readonly CurrentClient _client;
    private readonly IAuditTrail _trail;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string AccessKeyId, string Delivery, string? Program), Repeats> _repeats = [];
    private readonly ITimer _counted;
    private Dictionary<SessionId, Session> _known = [];

    public SessionAuditor(SessionRegistry registry, CurrentClient client, IAuditTrail trail, TimeProvider time)
    {
        (_registry, _client, _trail, _time) = (registry, client, trail, time);
        _counted = time.CreateTimer(_ => WriteCounted(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registry.Changed += Compare;
    }

    /// <summary>Records that a program is given a session's credentials.</summary>
    /// <param name="session">The session.</param>
    /// <param name="delivery">The delivery, one of <c>Deliveries</c>.</param>
    /// <param name="peer">The program, if the kernel reports it.</param>
    /// <param name="askedBy">Whether a person or an agent asked; null for who started this process.</param>
    public void HandedOut(Session session, string delivery, AuditPeer? peer = null, Requester? askedBy = null)
    {
        var key = (session.Credentials.AccessKeyId, delivery, peer?.Program ?? peer?.Name);
        lock (_lock)
        {
            if (_repeats.TryGetValue(key, out var repeats))
            {
                repeats.Count++;
                return;
            }

            if (_repeats.Count == 0)
            {
                _counted.Change(Counting, Counting);
            }

            _repeats.Add(key, new Repeats(session, peer, askedBy));
        }

        Write(AuditAction.HandedOut, session, delivery, peer: peer, askedBy: askedBy);
    }

    /// <summary>Records that a running shell has redeemed a ticket.</summary>
    public void TicketRedeemed(Session session, AuditPeer? peer) =>
        Write(AuditAction.TicketRedeemed, session, peer: peer);

    /// <summary>Records that a ticket was presented and not accepted.</summary>
    public void TicketRefused(Session session, AuditPeer? peer) =>
        Write(AuditAction.TicketRefused, session, peer: peer);

    /// <summary>Writes the hand-outs that are counted but not yet written.</summary>
    public void Dispose()
    {
        _registry.Changed -= Compare;
        _counted.Dispose();
        WriteCounted();
    }

    private void WriteCounted()
    {
        lock (_lock)
        {
            foreach (var (key, repeats) in _repeats)
            {
                if (repeats.Count == 0)
                {
                    _repeats.Remove(key);
                    continue;
                }

                Write(
                    AuditAction.HandedOut,
                    repeats.Session,
                    key.Delivery,
                    repeats.Count,
                    repeats.Peer,
                    repeats.AskedBy
                );
                repeats.Count = 0;
            }

            if (_repeats.Count == 0)
            {
                _counted.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Compare(SessionsSnapshot snapshot)
    {
        var now = snapshot.Entries.Select(entry => entry.Issued).OfType<Session>().ToDictionary(session => session.Id);
        foreach (var (id, session) in now)
        {
            if (!_known.TryGetValue(id, out var before))
            {
                Write(AuditAction.Issued, session);
            }
            else if (before.Credentials != session.Credentials)
            {
                Write(AuditAction.Renewed, session);
            }
        }

        var ended = _known.Values.Where(session => !now.ContainsKey(session.Id)).ToList();
        if (ended.Count > 0)
        {
            // Hand-outs are written first, so that none follows the end.
            WriteCounted();
            ended.ForEach(session => Write(AuditAction.Ended, session));
        }

        _known = now;
    }

    private void Write(
        AuditAction action,
        Session session,
        string? delivery = null,
        int count = 1,
        AuditPeer? peer = null,
        Requester? askedBy = null
    ) =>
        _trail.Write(
            new AuditEvent(
                _time.GetUtcNow(),
                action,
                _client.Options.Requester,
                session.Id.Value,
                session.Profile,
                session.Arn,
                session.Credentials.AccessKeyId,
                session.Credentials.Expiration,
                delivery,
                count,
                peer,
                AskedBy: askedBy ?? (AgentScope.AgentOf(session.Chain) is { } agent ? Requester.Agent(agent) : null)
            )
        );

    /// <summary>Hand-outs since the last line.</summary>
    private sealed class Repeats(Session session, AuditPeer? peer, Requester? askedBy)
    {
        public Session Session => session;

        /// <summary>The first of the processes that were counted.</summary>
        public AuditPeer? Peer => peer;

        public Requester? AskedBy => askedBy;

        public int Count { get; set; }
    }
}
