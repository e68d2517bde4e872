namespace RoleAssist.Core.Profiles;

/// <summary>Watches the profiles for changes.</summary>
public interface IProfileWatcher : IDisposable
{
    /// <summary>Occurs when the profiles have changed; raised on a thread-pool thread.</summary>
    event Action<ProfileSet>? Changed;

    /// <summary>
    /// Starts to watch. Changes are relative to the last read, or to the files at this moment if there was none.
    /// </summary>
    Task StartAsync(CancellationToken cancellationToken);
}
