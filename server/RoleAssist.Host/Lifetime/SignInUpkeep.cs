using Microsoft.Extensions.Hosting;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Host.Lifetime;

/// <summary>
/// Notices when the user signs in with another program: another window, a shell, the AWS CLI. Nothing is watched before
/// a session waits for a sign-in, or a client shows them.
/// </summary>
internal sealed class SignInUpkeep : IHostedService, IDisposable
{
    private readonly SignInService _signIns;
    private readonly SessionRegistry _registry;
    private readonly IProfileWatcher _profiles;
    private readonly Lazy<FilesWatcher> _files;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyList<string>? _watched;

    public SignInUpkeep(
        SignInService signIns,
        SessionRegistry registry,
        IProfileWatcher profiles,
        TimeProvider time
    )
    {
        (_signIns, _registry, _profiles) = (signIns, registry, profiles);
        _files = new Lazy<FilesWatcher>(() =>
        {
            var files = new FilesWatcher(time);
            files.Changed += _signIns.Reconsider;
            return files;
        });
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registry.Changed += WatchIfWaiting;
        _profiles.Changed += WatchAgain;
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _registry.Changed -= WatchIfWaiting;
        _profiles.Changed -= WatchAgain;
        await _stopping.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Watches the files of all sign-ins.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var files = await _signIns.ListFilesAsync(cancellationToken).ConfigureAwait(false);
            if (_watched is null || !_watched.SequenceEqual(files))
            {
                _files.Value.Watch(files);
                _watched = files;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        if (_files.IsValueCreated)
        {
            _files.Value.Dispose();
        }

        _turn.Dispose();
        _stopping.Dispose();
    }

    private void WatchIfWaiting(SessionsSnapshot sessions)
    {
        if (_watched is null && sessions.Entries.Any(entry => entry.Fault is { NeedsSignIn: true }))
        {
            Start();
        }
    }

    private void WatchAgain(ProfileSet profiles)
    {
        if (_watched is not null)
        {
            Start();
            _signIns.Reconsider();
        }
    }

    /// <remarks>Without a watcher, the user's next request finds the sign-in.</remarks>
    private void Start() =>
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await WatchAsync(_stopping.Token).ConfigureAwait(false);
                }
                catch (Exception fault)
                    when (fault
                            is RoleAssistException
                                or IOException
                                or UnauthorizedAccessException
                                or OperationCanceledException
                                or ObjectDisposedException
                    )
                {
                    // The files cannot be read now; the profile watcher tells when they can.
                }
            },
            CancellationToken.None
        );
}
