namespace RoleAssist.Aws.SharedConfig;

/// <summary>Tells when any of some files has probably changed, once no further changes arrive for a moment.</summary>
public sealed class FilesWatcher : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private PathWatcher? _paths;
    private bool _isDisposed;

    public FilesWatcher(TimeProvider time) =>
        _timer = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Raised on a thread-pool thread.</summary>
    public event Action? Changed;

    /// <summary>Watches these files from now on, instead of those before. Missing files and folders may come later.</summary>
    public void Watch(IReadOnlyList<string> files)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _paths?.Dispose();
            _paths = new PathWatcher(files, Touch);
            _paths.Renew();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _paths?.Dispose();
            _timer.Dispose();
        }
    }

    private void Touch() => _timer.Change(SharedConfigWatcher.Quiet, Timeout.InfiniteTimeSpan);

    private void Tell()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            // Watch before telling: changes from here on raise another event.
            _paths?.Renew();
        }

        Changed?.Invoke();
    }
}
