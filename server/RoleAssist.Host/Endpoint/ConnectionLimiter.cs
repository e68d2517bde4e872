namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Keeps connections that show no good token from crowding out those that do: of strangers only so many are kept, and
/// the one that has waited longest goes first. A limit on all connections would lock the honest out instead.
/// </summary>
internal sealed class ConnectionLimiter
{
    internal const int MostStrangers = 512;

    private readonly Lock _lock = new();
    private readonly LinkedList<EndpointConnection> _strangers = [];

    /// <summary>How many there are.</summary>
    internal int Strangers
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
            if (_strangers.Count > MostStrangers)
            {
                oldest = _strangers.First!.Value;
                Forget(oldest);
            }
        }

        oldest?.Abort();
    }

    /// <summary>It has shown a good token.</summary>
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
