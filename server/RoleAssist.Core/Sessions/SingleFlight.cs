namespace RoleAssist.Core.Sessions;

/// <summary>
/// Runs one piece of work for all callers that want the same thing at the same time. The work is cancelled when its last
/// caller has given up, and that caller returns when the work has stopped: what it began is undone by then.
/// </summary>
public sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Flight> _flights = [];

    /// <summary>The result of the work that is under way for this key, or else of this work.</summary>
    public async Task<TResult> RunAsync(TKey key, Func<CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        Flight flight;
        lock (_lock)
        {
            if (!_flights.TryGetValue(key, out flight!))
            {
                _flights[key] = flight = new Flight();
                flight.Start(work);
            }

            flight.Waiting++;
        }

        try
        {
            return await flight.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (Leave(key, flight))
            {
                await flight.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <returns>Whether the caller was the last one.</returns>
    private bool Leave(TKey key, Flight flight)
    {
        lock (_lock)
        {
            flight.Waiting--;
            if (flight.Waiting > 0)
            {
                // Whoever comes now begins anew once there is a result: it may be a failure.
                if (flight.Result.IsCompleted)
                {
                    Remove(key, flight);
                }

                return false;
            }

            Remove(key, flight);
            return true;
        }
    }

    private void Remove(TKey key, Flight flight)
    {
        if (_flights.TryGetValue(key, out var current) && current == flight)
        {
            _flights.Remove(key);
        }
    }

    private sealed class Flight : IAsyncDisposable
    {
        private readonly CancellationTokenSource _abandoned = new();

        public int Waiting { get; set; }

        public Task<TResult> Result { get; private set; } = null!;

        /// <remarks>On another thread, so that no work is done under the lock.</remarks>
        public void Start(Func<CancellationToken, Task<TResult>> work) =>
            Result = Task.Run(() => work(_abandoned.Token), CancellationToken.None);

        /// <summary>Cancels the work if it has not ended, waits until it has, and releases what it used.</summary>
        public async ValueTask DisposeAsync()
        {
            if (!Result.IsCompleted)
            {
                await _abandoned.CancelAsync().ConfigureAwait(false);
                await ((Task)Result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            _abandoned.Dispose();
        }
    }
}
