namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Prevents connections without a valid token from crowding out those with one. Only a limited number of
/// unauthenticated connections is kept; the one that has waited longest is closed first. A limit on all connections
/// would lock out legitimate clients instead.
/// </summary>
internal sealed class ConnectionLimiter
{
    internal const int MaxUnauthenticated = 512;

    private readonly Lock _lock = new();
    private readonly LinkedList<EndpointConnection> _unauthenticated = [];

    /// <summary>The number of unauthenticated connections.</summary>
    internal int UnauthenticatedCount
    {
        get
        {
            lock (_lock)
            {
                return _unauthenticated.Count;
            }
        }
    }

    public void Add(EndpointConnection connection)
    {
        EndpointConnection? oldest = null;
        lock (_lock)
        {
            connection.UnauthenticatedNode = _unauthenticated.AddLast(connection);
            if (_unauthenticated.Count > MaxUnauthenticated)
            {
                oldest = _unauthenticated.First!.Value;
                RemoveLocked(oldest);
            }
        }

        oldest?.Abort();
    }

    /// <summary>Removes a connection from the limit after it has presented a valid token.</summary>
    public void MarkAuthenticated(EndpointConnection connection)
    {
        if (connection.UnauthenticatedNode is not null)
        {
            Remove(connection);
        }
    }

    public void Remove(EndpointConnection connection)
    {
        lock (_lock)
        {
            RemoveLocked(connection);
        }
    }

    private void RemoveLocked(EndpointConnection connection)
    {
        if (connection.UnauthenticatedNode is { } place)
        {
            _unauthenticated.Remove(place);
            connection.UnauthenticatedNode = null;
        }
    }
}
