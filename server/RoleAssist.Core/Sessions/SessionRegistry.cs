using System.Collections.Immutable;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>All sessions at one moment, the most recently assumed first.</summary>
/// <param name="Revision">Rises with every change.</param>
/// <param name="Sessions">The sessions.</param>
/// <param name="Time">The moment, by which it is known which of them have expired.</param>
public sealed record SessionsSnapshot(long Revision, ImmutableArray<Session> Sessions, DateTimeOffset Time);

/// <summary>The sole owner of sessions and their credentials. They live in this process' memory and nowhere else.</summary>
public sealed class SessionRegistry : IDisposable
{
    /// <summary>No timer waits for more than 49 days; an odd answer may well end later.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ITimer _nextExpiration;
    private ImmutableArray<Session> _sessions = [];
    private long _revision;

    public SessionRegistry(TimeProvider time)
    {
        _time = time;
        _nextExpiration = time.CreateTimer(_ => Change(sessions => sessions), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says after each change how things stand; the snapshots come in the order of their revisions.</summary>
    public event Action<SessionsSnapshot>? Changed;

    public SessionsSnapshot Snapshot
    {
        get
        {
            lock (_lock)
            {
                return TakeSnapshot();
            }
        }
    }

    public Session? Find(SessionId id) => Snapshot.Sessions.FirstOrDefault(session => session.Id == id);

    /// <summary>A session whose credentials can still be used.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SessionNotFound"/> or <see cref="ErrorCode.CredentialsExpired"/>.</exception>
    public Session GetLive(SessionId id)
    {
        var session = Find(id) ?? throw NotFound(id);
        return session.IsExpired(_time.GetUtcNow())
            ? throw new RoleAssistException(ErrorCode.CredentialsExpired, $"The session of '{session.Profile}' has expired.", "Assume the role again.")
            { Profile = session.Profile }
            : session;
    }

    /// <summary>Keeps a session, in the place of the one with its id if there is one.</summary>
    public void Put(Session session) =>
        Change(sessions => sessions.RemoveAll(other => other.Id == session.Id).Insert(0, session));

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SessionNotFound"/>.</exception>
    public void End(SessionId id) => Change(sessions =>
    {
        var rest = sessions.RemoveAll(session => session.Id == id);
        return rest.Length < sessions.Length ? rest : throw NotFound(id);
    });

    public void EndAll() => Change(_ => []);

    public void Dispose() => _nextExpiration.Dispose();

    private void Change(Func<ImmutableArray<Session>, ImmutableArray<Session>> change)
    {
        // Listeners are told under the lock: whoever is told last has been told the newest.
        lock (_lock)
        {
            _sessions = change(_sessions);
            _revision++;
            var snapshot = TakeSnapshot();
            ScheduleNextExpiration(snapshot);
            Changed?.Invoke(snapshot);
        }
    }

    private SessionsSnapshot TakeSnapshot() => new(_revision, _sessions, _time.GetUtcNow());

    private void ScheduleNextExpiration(SessionsSnapshot snapshot)
    {
        var left = snapshot.Sessions
            .Where(session => !session.IsExpired(snapshot.Time))
            .Min(session => session.Credentials.Expiration - snapshot.Time);
        _nextExpiration.Change(left > LongestWait ? LongestWait : left ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private static RoleAssistException NotFound(SessionId id) =>
        new(ErrorCode.SessionNotFound, $"There is no session {id}.", "It has ended; assume the role again.");
}
