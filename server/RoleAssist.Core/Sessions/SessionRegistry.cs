using System.Collections.Immutable;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>Owns all sessions of this process and their credentials.</summary>
public sealed class SessionRegistry : IDisposable
{
    /// <summary>Timers are limited to 49 days, but an unusual server may issue credentials that last longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    /// <summary>A monitor, because a change waits until the listeners have been notified.</summary>
    private readonly object _lock = new();
    private readonly Queue<SessionsSnapshot> _unraised = [];
    private readonly TimeProvider _time;
    private readonly ITimer _nextExpiration;
    private readonly Dictionary<PrimeKey, Prime> _primes = [];
    private ImmutableArray<SessionEntry> _entries = [];
    private long _revision;
    private long _raised;
    private Thread? _raising;

    public SessionRegistry(TimeProvider time)
    {
        _time = time;
        _nextExpiration = time.CreateTimer(
            _ => Change(entries => [.. entries.Where(entry => !IsOver(entry))]),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>
    /// Raised after each change, in the order of the revisions and never from two threads at once. No lock is held, so
    /// a listener may take its time. The caller that made the change continues when all listeners have returned, unless
    /// it is a listener itself.
    /// </summary>
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

    /// <summary>Returns whether any session of a profile exists: a cheap check before computing a session ID.</summary>
    public bool HasSessionFor(string profile)
    {
        lock (_lock)
        {
            return _entries.Length > 0 && _entries.Any(entry => entry.Chain.Profile == profile);
        }
    }

    public SessionEntry? Find(SessionId id) => Snapshot.Entries.FirstOrDefault(entry => entry.Id == id);

    /// <summary>Gets a session in any state.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SessionNotFound"/>.</exception>
    public SessionEntry Get(SessionId id) => Find(id) ?? throw NotFound(id);

    /// <summary>Returns a session that can be used without renewing it; null otherwise.</summary>
    public Session? FindFresh(SessionId id) =>
        Find(id) is { Issued: { } issued, Fault: null } entry
        && !(entry.RenewAt <= _time.GetUtcNow())
        && !issued.IsExpired(_time.GetUtcNow())
            ? issued
            : null;

    /// <summary>Gets a session whose credentials are still valid.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.SessionNotFound"/> or <see cref="ErrorCode.CredentialsExpired"/>.
    /// </exception>
    public Session GetUnexpired(SessionId id)
    {
        var entry = Get(id);
        return entry.Issued is { } issued && !issued.IsExpired(_time.GetUtcNow())
            ? issued
            : throw new RoleAssistException(
                ErrorCode.CredentialsExpired,
                $"The session of '{entry.Chain.Profile}' has expired.",
                entry.Fault is { } fault ? fault.Message : "Assume the role again."
            )
            {
                Profile = entry.Chain.Profile,
            };
    }

    /// <summary>
    /// Records that STS is being asked for a session. A new session is inserted first; an existing one keeps its place.
    /// </summary>
    public void Begin(SessionEntry entry) =>
        Change(entries =>
            Find(entries, entry.Id) is { } known
                ? entries.Replace(known, known with { IsBusy = true })
                : entries.Insert(0, entry with { IsBusy = true })
        );

    /// <summary>
    /// Stores the answer to a request recorded with <see cref="Begin"/>, unless the session was ended in the meantime.
    /// </summary>
    /// <param name="renewAt">When to renew the session; null for never.</param>
    public void Put(AssumeTarget target, Session session, DateTimeOffset? renewAt) =>
        Change(entries =>
            Find(entries, session.Id) is { } known
                ? entries.Replace(
                    known,
                    new SessionEntry(session.Id, target, session.Chain) { Issued = session, RenewAt = renewAt }
                )
                : entries
        );

    /// <summary>Stores a session that another process has obtained.</summary>
    public void Restore(AssumeTarget target, Session session, DateTimeOffset? renewAt) =>
        Change(entries =>
        {
            var entry = new SessionEntry(session.Id, target, session.Chain) { Issued = session, RenewAt = renewAt };
            return Find(entries, session.Id) is { } known
                ? entries.Replace(known, entry with { IsBusy = known.IsBusy })
                : entries.Insert(0, entry);
        });

    /// <summary>
    /// Records that a request failed. A session that has credentials is kept; one that never had any is removed.
    /// </summary>
    public void Fail(SessionId id, RoleAssistException? fault, DateTimeOffset? retryAt) =>
        Change(entries =>
            Find(entries, id) switch
            {
                null => entries,
                { Issued: null } never => entries.Remove(never),
                { } known => entries.Replace(
                    known,
                    known with
                    {
                        IsBusy = false,
                        Fault = fault ?? known.Fault,
                        Failures = fault is null ? known.Failures : known.Failures + 1,
                        RenewAt = retryAt,
                    }
                ),
            }
        );

    /// <summary>Records that a profile has changed: its session is served until it expires, and not renewed.</summary>
    public void MarkOutdated(SessionId id) =>
        Change(entries =>
            Find(entries, id) is { } known
                ? entries.Replace(known, known with { IsOutdated = true, RenewAt = null })
                : entries
        );

    /// <summary>Makes sessions due that failed for a reason that is gone. Others stay as they are.</summary>
    public void MakeDue(Func<SessionEntry, bool> isDue)
    {
        if (Snapshot.Entries.Any(isDue))
        {
            Change(entries =>
                [.. entries.Select(entry => isDue(entry) ? entry with { RenewAt = _time.GetUtcNow() } : entry)]
            );
        }
    }

    /// <summary>Ends a session, and drops the prime it started with if no other session uses it.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SessionNotFound"/>.</exception>
    public void End(SessionId id) =>
        Change(entries =>
        {
            var known = Find(entries, id) ?? throw NotFound(id);
            var rest = entries.Remove(known);
            if (
                PrimeKey.FromChain(known.Chain) is { } key
                && !rest.Any(entry => PrimeKey.FromChain(entry.Chain) == key)
            )
            {
                _primes.Remove(key);
            }

            DropPrimeThatIs(known);
            return rest;
        });

    /// <summary>Ends the sessions of some chains, and drops the primes that no other session uses.</summary>
    public void EndWhere(Func<RoleChain, bool> isEnded)
    {
        if (Snapshot.Entries.Any(entry => isEnded(entry.Chain)))
        {
            Change(entries =>
            {
                ImmutableArray<SessionEntry> rest = [.. entries.Where(entry => !isEnded(entry.Chain))];
                foreach (var key in entries.Select(PrimeOf).Except(rest.Select(PrimeOf)).OfType<PrimeKey>())
                {
                    _primes.Remove(key);
                }

                foreach (var entry in entries.Except(rest))
                {
                    DropPrimeThatIs(entry);
                }

                return rest;
            });
        }

        static PrimeKey? PrimeOf(SessionEntry entry) => PrimeKey.FromChain(entry.Chain);
    }

    /// <summary>Ends all sessions and drops all primes.</summary>
    public void EndAll() =>
        Change(_ =>
        {
            _primes.Clear();
            return [];
        });

    /// <summary>
    /// Ends the sessions and drops the primes whose chains begin with a source, because its key is about to end. Roles
    /// that programs already hold stay valid at AWS until they expire.
    /// </summary>
    public void EndAllFrom(CredentialSource source) =>
        Change(entries =>
        {
            var identity = PrimeKey.IdentityOf(source);
            foreach (var key in _primes.Keys.Where(key => key.Source == identity).ToList())
            {
                _primes.Remove(key);
            }

            return [.. entries.Where(entry => PrimeKey.IdentityOf(entry.Chain.Base) != identity)];
        });

    internal Prime? FindPrime(PrimeKey key)
    {
        lock (_lock)
        {
            return _primes.TryGetValue(key, out var prime) && prime.HasTimeLeft(_time.GetUtcNow()) ? prime : null;
        }
    }

    /// <summary>Stores a prime. Sessions that wait for a code of that device become due.</summary>
    internal void PutPrime(PrimeKey key, Prime prime) =>
        Change(entries =>
        {
            _primes[key] = prime;
            return
            [
                .. entries.Select(entry =>
                    entry.Fault?.Code == ErrorCode.MfaRequired && PrimeKey.FromChain(entry.Chain) == key
                        ? entry with
                        {
                            RenewAt = _time.GetUtcNow(),
                        }
                        : entry
                ),
            ];
        });

    internal void DropPrime(PrimeKey key)
    {
        lock (_lock)
        {
            _primes.Remove(key);
        }
    }

    /// <summary>The session of a user is the prime that roles start with, so it ends even if roles use it.</summary>
    private void DropPrimeThatIs(SessionEntry ended)
    {
        foreach (var (key, _) in _primes.Where(prime => prime.Value.Credentials == ended.Issued?.Credentials).ToList())
        {
            _primes.Remove(key);
        }
    }

    public void Dispose() => _nextExpiration.Dispose();

    private void Change(Func<ImmutableArray<SessionEntry>, ImmutableArray<SessionEntry>> change)
    {
        long revision;
        lock (_lock)
        {
            _entries = change(_entries);
            revision = ++_revision;
            var snapshot = TakeSnapshot();
            ScheduleNextExpiration(snapshot);
            _unraised.Enqueue(snapshot);
        }

        RaiseUntil(revision);
    }

    /// <summary>Raises pending changes, or waits for the thread that is raising them.</summary>
    private void RaiseUntil(long revision)
    {
        while (BeginRaising(revision) is { } snapshot)
        {
            try
            {
                Changed?.Invoke(snapshot);
            }
            finally
            {
                lock (_lock)
                {
                    (_raised, _raising) = (snapshot.Revision, null);
                    Monitor.PulseAll(_lock);
                }
            }
        }
    }

    /// <returns>
    /// The next snapshot to raise; null if this revision has been raised, or will be when a listener on this thread
    /// returns.
    /// </returns>
    private SessionsSnapshot? BeginRaising(long revision)
    {
        lock (_lock)
        {
            while (_raising is { } other && other != Thread.CurrentThread && _raised < revision)
            {
                Monitor.Wait(_lock);
            }

            if (_raising is not null || !_unraised.TryDequeue(out var next))
            {
                return null;
            }

            _raising = Thread.CurrentThread;
            return next;
        }
    }

    private SessionsSnapshot TakeSnapshot() => new(_revision, _entries, _time.GetUtcNow());

    private void ScheduleNextExpiration(SessionsSnapshot snapshot)
    {
        var left = snapshot
            .Entries.Where(entry => entry.Issued is { } issued && !issued.IsExpired(snapshot.Time))
            .Min(entry => entry.Issued!.Credentials.Expiration - snapshot.Time);
        _nextExpiration.Change(
            left > LongestWait ? LongestWait : left ?? Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>An agent's session is not renewed, so there is nothing that a person could do with one that has expired.</summary>
    private bool IsOver(SessionEntry entry) =>
        entry is { IsBusy: false, Issued: { } issued }
        && AgentScope.AgentOf(entry.Chain) is not null
        && issued.IsExpired(_time.GetUtcNow());

    private static SessionEntry? Find(ImmutableArray<SessionEntry> entries, SessionId id) =>
        entries.FirstOrDefault(entry => entry.Id == id);

    private static RoleAssistException NotFound(SessionId id) =>
        new(ErrorCode.SessionNotFound, $"There is no session {id}.", "It has ended; assume the role again.");
}
