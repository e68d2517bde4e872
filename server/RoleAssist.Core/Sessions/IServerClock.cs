namespace RoleAssist.Core.Sessions;

/// <summary>Tracks the clocks of the servers that issue credentials.</summary>
public interface IServerClock
{
    /// <summary>Records the time that a server reports.</summary>
    void Observe(Uri server, DateTimeOffset serverTime);

    /// <summary>
    /// Converts a time by a server's clock to this clock: a server that is not AWS' may be hours off, and the
    /// expiration of its credentials with it.
    /// </summary>
    DateTimeOffset FromServer(Uri server, DateTimeOffset serverTime);
}
