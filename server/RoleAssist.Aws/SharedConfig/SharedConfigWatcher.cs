using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Reads the two files again after a change, once no further changes arrive for a moment.</summary>
public sealed class SharedConfigWatcher : IProfileWatcher
{
    /// <summary>Saving a file raises several events in quick succession.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SharedConfigProfileStore _store;
    private readonly PathWatcher _paths;
    private readonly ITimer _timer;
    private ProfileSet? _last;

    public SharedConfigWatcher(SharedConfigProfileStore store, TimeProvider time)
        : this(store, [store.Files.Config, store.Files.Credentials], time) { }

    internal SharedConfigWatcher(SharedConfigProfileStore store, IReadOnlyList<string> watched, TimeProvider time)
    {
        _store = store;
        _paths = new PathWatcher(watched, Touch);
        _timer = time.CreateTimer(_ => Looking = LookAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public event Action<ProfileSet>? Changed;

    /// <summary>Gets the last check that was started, for tests to wait for.</summary>
    internal Task Looking { get; private set; } = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Looking for folders is I/O too, so the caller must not wait for it.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.Run(_paths.Renew, cancellationToken).ConfigureAwait(false);

            // A caller that has already read the files must be notified of edits made since then.
            _last = _store.Latest ?? await _store.LoadAsync(cancellationToken).ConfigureAwait(false);
            Compare(await _store.LoadAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            Release();
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _timer.Dispose();
        if (_turn.Wait(0))
        {
            Release();
        }
    }

    /// <summary>Schedules a check after a possible change.</summary>
    internal void Touch() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    private async Task LookAsync()
    {
        try
        {
            // Checks run one at a time, so that listeners are notified of changes in order.
            await _turn.WaitAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            // Start watching before reading: changes from here on raise another event.
            _paths.Renew();
            var profiles = await _store.LoadAsync(_stopping.Token).ConfigureAwait(false);
            if (_store.HasHalfWrittenFile)
            {
                _timer.Change(SharedConfigFile.WriteTimeout, Timeout.InfiniteTimeSpan);
            }

            Compare(profiles);
        }
        catch (OperationCanceledException)
        {
            // The watcher is being disposed of.
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Releases the semaphore; the last holder disposes of the watchers when watching ends.</summary>
    private void Release()
    {
        if (_stopping.IsCancellationRequested)
        {
            _paths.Dispose();
        }

        _turn.Release();
    }

    private void Compare(ProfileSet profiles)
    {
        if (!_stopping.IsCancellationRequested && !ReferenceEquals(profiles, _last))
        {
            _last = profiles;
            Changed?.Invoke(profiles);
        }
    }
}
