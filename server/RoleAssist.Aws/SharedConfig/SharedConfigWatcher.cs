using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Reads the two files again whenever something happened to them, once they are left alone for a moment.</summary>
public sealed class SharedConfigWatcher : IProfileWatcher
{
    /// <summary>Saving a file is several events, which come together.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly SharedConfigProfileStore _store;
    private readonly PathWatcher _paths;
    private readonly ITimer _timer;
    private ProfileSet? _last;
    private bool _isDisposed;

    public SharedConfigWatcher(SharedConfigProfileStore store, TimeProvider time)
        : this(store, [store.Files.Config, store.Files.Credentials], time)
    {
    }

    internal SharedConfigWatcher(SharedConfigProfileStore store, IReadOnlyList<string> watched, TimeProvider time)
    {
        _store = store;
        _paths = new PathWatcher(watched, Touch);
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public event Action<ProfileSet>? Changed;

    public void Start()
    {
        lock (_lock)
        {
            _paths.Renew();

            // Whoever has read the files already is told of what was edited since.
            _last = _store.Latest ?? _store.Load();
            Compare(_store.Load());
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _isDisposed = true;
            _paths.Dispose();
        }
    }

    /// <summary>Something happened to the files.</summary>
    internal void Touch() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    private void Look()
    {
        // Whoever listens is told in the order of the changes, so within the lock.
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            // Watching comes first: what changes from here on is seen again.
            _paths.Renew();
            var profiles = _store.Load();
            if (_store.IsUnsettled)
            {
                _timer.Change(SharedConfigFile.WriteTimeout, Timeout.InfiniteTimeSpan);
            }

            Compare(profiles);
        }
    }

    private void Compare(ProfileSet profiles)
    {
        if (!ReferenceEquals(profiles, _last))
        {
            _last = profiles;
            Changed?.Invoke(profiles);
        }
    }
}
