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
    private readonly LinkedList<EndpointConnection> _strangers = [];

    /// <summary>The number of unauthenticated connections.</summary>
    internal int UnauthenticatedCount
    {
        get
        {
            lock (_lock)
            {
                return _strangers.Count;
            }
        }
    }

    public void Enter(EndpointConnection connection)
    {
        EndpointConnection? oldest = null;
        lock (_lock)
        {
            connection.Stranger = _strangers.AddLast(connection);
            if (_strangers.Count > MaxUnauthenticated)
            {
                oldest = _strangers.First!.Value;
                Forget(oldest);
            }
        }

        oldest?.Abort();
    }

    /// <summary>Removes a connection from the limit after it has presented a valid token.</summary>
    public void Trust(EndpointConnection connection)
    {
        if (connection.Stranger is not null)
        {
            Leave(connection);
        }
    }

    public void Leave(EndpointConnection connection)
    {
        lock (_lock)
        {
            Forget(connection);
        }
    }

    private void Forget(EndpointConnection connection)
    {
        if (connection.Stranger is { } place)
        {
            _strangers.Remove(place);
            connection.Stranger = null;
        }
    }
}
