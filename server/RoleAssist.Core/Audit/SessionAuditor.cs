using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Audit;

/// <summary>
/// Writes down what happens to sessions. It watches the registry, so nothing that issues, renews or ends a session can
/// forget to tell; only handing credentials out has to be said.
/// </summary>
public sealed class SessionAuditor : IDisposable
{
    private readonly SessionRegistry _registry;
    private readonly IAuditTrail _trail;
    private readonly TimeProvider _time;
    private Dictionary<SessionId, Session> _known = [];

    public SessionAuditor(SessionRegistry registry, IAuditTrail trail, TimeProvider time)
    {
        (_registry, _trail, _time) = (registry, trail, time);
        _registry.Changed += Compare;
    }

    /// <summary>On whose behalf this process works, once that is known.</summary>
    public string Requester { get; set; } = "unknown";

    /// <summary>A program is given a session's credentials.</summary>
    /// <param name="session">The session.</param>
    /// <param name="delivery">How, in DESIGN's words: <c>environment</c>, <c>process</c>, ...</param>
    public void HandedOut(Session session, string delivery) => Write(AuditAction.HandedOut, session, delivery);

    public void Dispose() => _registry.Changed -= Compare;

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

        foreach (var (id, session) in _known)
        {
            if (!now.ContainsKey(id))
            {
                Write(AuditAction.Ended, session);
            }
        }

        _known = now;
    }

    private void Write(AuditAction action, Session session, string? delivery = null) => _trail.Write(new AuditEvent(
        _time.GetUtcNow(),
        action,
        Requester,
        session.Id.Value,
        session.Profile,
        session.Arn,
        session.Credentials.AccessKeyId,
        session.Credentials.Expiration,
        delivery));
}
