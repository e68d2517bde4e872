using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// The grants of all sessions. It follows the registry, so ending a session there also ends its grant. Those of sessions
/// in no registry are ended by their owner.
/// </summary>
internal sealed class SessionGrants : IDisposable
{
    /// <summary>
    /// The number of ended sessions to remember, so that programs that still request them get a specific error.
    /// </summary>
    private const int MostEnded = 256;

    private readonly SessionRegistry _registry;
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, SessionGrant> _granted = [];
    private readonly Queue<SessionGrant> _ended = [];
    private readonly ConcurrentDictionary<string, SessionGrant> _byPath = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SessionGrant> _byLocalName = new(StringComparer.Ordinal);

    /// <summary>The grant whose token is compared for unknown paths, so that the check takes equally long.</summary>
    /// <remarks>Created on demand because random numbers load OpenSSL.</remarks>
    private readonly Lazy<SessionGrant> _decoy = new(SessionGrant.Create);
    private long _revision;

    public SessionGrants(SessionRegistry registry)
    {
        _registry = registry;
        _registry.Changed += Follow;
    }

    /// <summary>Raised after a session got its grant.</summary>
    public event Action? Granted;

    /// <summary>Gets a session's grant, creating it on first use.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.SessionNotFound"/>: there is no such session.
    /// </exception>
    public SessionGrant Get(SessionId id) => Get(id, SessionGrant.Create);

    /// <summary>Gives a session the grant that it had in a previous host, unless it has one already.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.SessionNotFound"/>: there is no such session.
    /// </exception>
    public void TakeOver(SessionId id, string path, string token, string localName) =>
        Get(id, () => new SessionGrant(path, token, localName));

    /// <summary>Adds the grant of a session that is in no registry. Only its path leads to it.</summary>
    public SessionGrant Add(SessionEntry entry, Action renew)
    {
        var grant = SessionGrant.Create(renew);
        grant.Follow(entry);
        _byPath[grant.Path] = grant;
        return grant;
    }

    /// <summary>Ends the grant of a session that is in no registry.</summary>
    public void End(SessionGrant grant)
    {
        lock (_lock)
        {
            EndAndRemember(grant);
        }
    }

    /// <summary>Finds a session's grant; null if it has none yet.</summary>
    public SessionGrant? Find(SessionId id)
    {
        lock (_lock)
        {
            return _granted.GetValueOrDefault(id);
        }
    }

    private SessionGrant Get(SessionId id, Func<SessionGrant> create)
    {
        _ = _registry.Get(id);
        SessionGrant? grant;
        var isNew = false;
        lock (_lock)
        {
            if (!_granted.TryGetValue(id, out grant))
            {
                (grant, isNew) = (create(), true);
                _granted.Add(id, grant);
                _byPath[grant.Path] = grant;
                _byLocalName[grant.LocalName] = grant;
            }
        }

        if (isNew)
        {
            Granted?.Invoke();
        }

        // The session may have ended before the grant was added.
        Follow(_registry.Snapshot);
        if (grant.IsEnded)
        {
            _ = _registry.Get(id);
        }

        return grant;
    }

    /// <summary>Finds the grant for a path and its token. The token is compared even if the path is unknown.</summary>
    public bool TryOpen(string path, string token, [NotNullWhen(true)] out SessionGrant? grant)
    {
        var exists = _byPath.TryGetValue(path, out grant);
        return RandomSecret.IsKnown((grant ?? _decoy.Value).Token, token) & exists;
    }

    /// <summary>Finds a grant by its local name, for this user's processes.</summary>
    public bool TryFindLocal(string name, [NotNullWhen(true)] out SessionGrant? grant) =>
        _byLocalName.TryGetValue(name, out grant);

    public void Dispose() => _registry.Changed -= Follow;

    private void Follow(SessionsSnapshot snapshot)
    {
        lock (_lock)
        {
            if (snapshot.Revision < _revision)
            {
                return;
            }

            _revision = snapshot.Revision;
            foreach (var (id, grant) in _granted)
            {
                if (snapshot.Entries.FirstOrDefault(entry => entry.Id == id) is { } entry)
                {
                    grant.Follow(entry);
                }
                else
                {
                    _granted.Remove(id);
                    EndAndRemember(grant);
                }
            }
        }
    }

    private void EndAndRemember(SessionGrant grant)
    {
        grant.End();
        _ended.Enqueue(grant);
        if (_ended.Count > MostEnded)
        {
            var oldest = _ended.Dequeue();
            _byPath.TryRemove(oldest.Path, out _);
            _byLocalName.TryRemove(oldest.LocalName, out _);
        }
    }
}
