using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Reads the two files again whenever something happened to them, once they are left alone for a moment.</summary>
public sealed class SharedConfigWatcher : IProfileWatcher
{
    /// <summary>Saving a file is several events, which come together.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SharedConfigProfileStore _store;
    private readonly PathWatcher _paths;
    private readonly ITimer _timer;
    private ProfileSet? _last;

    public SharedConfigWatcher(SharedConfigProfileStore store, TimeProvider time)
        : this(store, [store.Files.Config, store.Files.Credentials], time)
    {
    }

    internal SharedConfigWatcher(SharedConfigProfileStore store, IReadOnlyList<string> watched, TimeProvider time)
    {
        _store = store;
        _paths = new PathWatcher(watched, Touch);
        _timer = time.CreateTimer(_ => Looking = LookAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public event Action<ProfileSet>? Changed;

    /// <summary>The look that began last; tests wait for it.</summary>
    internal Task Looking { get; private set; } = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Looking for folders is reading too, and not for the caller to wait for.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.Run(_paths.Renew, cancellationToken).ConfigureAwait(false);

            // Whoever has read the files already is told of what was edited since.
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

    /// <summary>Something happened to the files.</summary>
    internal void Touch() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    private async Task LookAsync()
    {
        try
        {
            // Listeners are told in the order of the changes, so one look follows another.
            await _turn.WaitAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            // Watching comes first: what changes from here on is seen again.
            _paths.Renew();
            var profiles = await _store.LoadAsync(_stopping.Token).ConfigureAwait(false);
            if (_store.IsUnsettled)
            {
                _timer.Change(SharedConfigFile.WriteTimeout, Timeout.InfiniteTimeSpan);
            }

            Compare(profiles);
        }
        catch (OperationCanceledException)
        {
            // The watch is over.
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Whoever has the turn when the watch ends stops watching.</summary>
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
