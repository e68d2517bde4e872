using System.Security.Cryptography;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.SignIn;

/// <summary>
/// A sign-in that waits for a person. It may wait for several attempts at once, such as the browser and a code; the
/// first to succeed ends it. It fails when none is left.
/// </summary>
internal sealed class RunningSignIn(SignInTarget target, TimeProvider time) : IAsyncDisposable
{
    /// <summary>An attempt with less time left than this is not offered again.</summary>
    private static readonly TimeSpan EnoughTime = TimeSpan.FromMinutes(3);

    private readonly Lock _lock = new();
    private readonly List<ISignInAttempt> _attempts = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<SignedIn> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isEnding;

    public string Id { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    public SignInTarget Target => target;

    /// <summary>Completes when the user has signed in, or no attempt is left.</summary>
    public Task<SignedIn> Outcome => _outcome.Task;

    /// <summary>Gets when it ended; null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Adds an attempt and waits for it.</summary>
    /// <returns>False if the sign-in has ended meanwhile.</returns>
    public bool TryAdd(ISignInAttempt attempt)
    {
        lock (_lock)
        {
            if (_isEnding || _stopping.IsCancellationRequested)
            {
                return false;
            }

            _attempts.Add(attempt);
            _running.Add(Task.Run(() => RunAsync(attempt), CancellationToken.None));
            return true;
        }
    }

    /// <summary>Returns an attempt that waits and has enough time left; null if there is none of that flow.</summary>
    public ISignInAttempt? Find(SignInFlow flow)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            return Outcome.IsCompleted
                ? null
                : _attempts.Find(attempt =>
                    (flow == SignInFlow.Auto || attempt.Flow == flow) && attempt.ExpiresAt - now >= EnoughTime
                );
        }
    }

    /// <summary>Returns the attempt that takes a code.</summary>
    public ISignInAttempt? FindTaker()
    {
        lock (_lock)
        {
            return _attempts.Find(attempt => attempt.TakesCode);
        }
    }

    /// <summary>Abandons all attempts and closes their ports.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        End(() => _outcome.TrySetException(Abandoned()));
    }

    private async Task RunAsync(ISignInAttempt attempt)
    {
        RoleAssistException? fault = null;
        try
        {
            var left = attempt.ExpiresAt - time.GetUtcNow();
            using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
            try
            {
                var signedIn = await attempt.WaitAsync(stop.Token).ConfigureAwait(false);
                End(() => _outcome.TrySetResult(signedIn));
                await _stopping.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                fault = Expired();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                fault = Abandoned();
            }
        }
        catch (RoleAssistException refused)
        {
            fault = refused;
        }
        catch (Exception unexpected)
        {
            fault = new RoleAssistException(
                ErrorCode.Internal,
                $"The sign-in of '{target}' failed: {unexpected.GetType().Name}.",
                "Start it again.",
                unexpected
            );
        }
        finally
        {
            await attempt.DisposeAsync().ConfigureAwait(false);
        }

        if (Remove(attempt) && fault is not null)
        {
            End(() => _outcome.TrySetException(fault));
        }
    }

    /// <returns>Whether no attempt is left.</returns>
    private bool Remove(ISignInAttempt attempt)
    {
        lock (_lock)
        {
            _attempts.Remove(attempt);
            return _isEnding |= _attempts.Count == 0;
        }
    }

    private void End(Func<bool> end)
    {
        EndedAt ??= time.GetUtcNow();
        end();

        // Nobody may wait for it.
        _ = _outcome.Task.Exception;
    }

    private RoleAssistException Expired() =>
        new(
            ErrorCode.ServiceTimeout,
            $"Nobody signed in to '{target}' in time.",
            "Start the sign-in again, and finish it in the browser."
        );

    private RoleAssistException Abandoned() =>
        new(ErrorCode.InvalidArgument, $"The sign-in of '{target}' was stopped.", "Start it again.");
}
