namespace RoleAssist.Core.Sessions.Kept;

/// <summary>Keeps sessions sealed on disk. Nothing here shows a prompt, and no fault of the store is an error.</summary>
public interface IKeptSessionStore
{
    /// <summary>Finds out whether sessions can be kept now.</summary>
    Task<KeepingState> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Reads what is kept; nothing if it cannot be read now.</summary>
    Task<KeptSessions> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Changes what is kept. Processes change it one after another.</summary>
    /// <returns>Whether it was written.</returns>
    Task<bool> ChangeAsync(Func<KeptSessions, KeptSessions> change, CancellationToken cancellationToken);

    /// <summary>Removes all that is kept, even if it cannot be read.</summary>
    /// <returns>Whether it is gone.</returns>
    Task<bool> EraseAsync(CancellationToken cancellationToken);

    /// <summary>Forgets the opened key: the vault is asked for it the next time.</summary>
    void Lock();

    /// <summary>Waits until no other process of this user does the same.</summary>
    /// <param name="what">What is to be done: a file name's worth of letters and digits.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Ends the turn when disposed.</returns>
    Task<IDisposable> TakeTurnAsync(string what, CancellationToken cancellationToken);
}

/// <summary>Whether sessions can be kept.</summary>
public enum KeepingState
{
    /// <summary>They are kept.</summary>
    On,

    /// <summary>The user does not want it, or the store is one that it is not the default for.</summary>
    Off,

    /// <summary>The vault is locked.</summary>
    Locked,

    /// <summary>There is no vault.</summary>
    Unavailable,
}
