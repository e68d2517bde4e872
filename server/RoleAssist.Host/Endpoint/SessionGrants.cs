using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>Who may have which session. It follows the registry, so a session that ends there ends here.</summary>
internal sealed class SessionGrants : IDisposable
{
    /// <summary>So many ended sessions are remembered, to tell the programs that still ask for them.</summary>
    private const int MostEnded = 256;

    private readonly SessionRegistry _registry;
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, SessionGrant> _granted = [];
    private readonly Queue<SessionGrant> _ended = [];
    private readonly ConcurrentDictionary<string, SessionGrant> _byPath = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SessionGrant> _byLocalName = new(StringComparer.Ordinal);

    /// <summary>What a wrong token is compared with at a path that leads nowhere.</summary>
    /// <remarks>Made when needed: random numbers load OpenSSL.</remarks>
    private readonly Lazy<SessionGrant> _nowhere = new();
    private long _revision;

    public SessionGrants(SessionRegistry registry)
    {
        _registry = registry;
        _registry.Changed += Follow;
    }

    /// <summary>A session's grant, which is made when it is asked for first.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SessionNotFound"/>.</exception>
    public SessionGrant Get(SessionId id)
    {
        _ = _registry.Get(id);
        SessionGrant? grant;
        lock (_lock)
        {
            if (!_granted.TryGetValue(id, out grant))
            {
                grant = new SessionGrant();
                _granted.Add(id, grant);
                _byPath[grant.Path] = grant;
                _byLocalName[grant.LocalName] = grant;
            }
        }

        // It may have ended before it was listed.
        Follow(_registry.Snapshot);
        if (grant.IsEnded)
        {
            _ = _registry.Get(id);
        }

        return grant;
    }

    /// <summary>The grant that a path and its token open. Both are compared, whatever the path.</summary>
    public bool TryOpen(string path, string token, [NotNullWhen(true)] out SessionGrant? grant)
    {
        var isThere = _byPath.TryGetValue(path, out grant);
        return SecretText.IsKnown((grant ?? _nowhere.Value).Token, token) & isThere;
    }

    /// <summary>The grant of a name, for this user's processes.</summary>
    public bool TryFindLocal(string name, [NotNullWhen(true)] out SessionGrant? grant) => _byLocalName.TryGetValue(name, out grant);

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
                    End(id, grant);
                }
            }
        }
    }

    private void End(SessionId id, SessionGrant grant)
    {
        grant.End();
        _granted.Remove(id);
        _ended.Enqueue(grant);
        if (_ended.Count > MostEnded)
        {
            var forgotten = _ended.Dequeue();
            _byPath.TryRemove(forgotten.Path, out _);
            _byLocalName.TryRemove(forgotten.LocalName, out _);
        }
    }
}
