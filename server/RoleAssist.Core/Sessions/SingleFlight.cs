namespace RoleAssist.Core.Sessions;

/// <summary>
/// Runs one operation for all callers that request the same key at the same time. The operation is canceled when its
/// last caller has given up. That caller returns only when the operation has stopped and undone what it had started.
/// </summary>
public sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Flight> _flights = [];

    /// <summary>Returns the result of the operation in progress for this key, or starts this one.</summary>
    public async Task<TResult> RunAsync(
        TKey key,
        Func<CancellationToken, Task<TResult>> work,
        CancellationToken cancellationToken
    )
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
                // Once there is a result, new callers start a new operation: the result may be a failure.
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

        /// <remarks>Runs on another thread, so that no work is done under the lock.</remarks>
        public void Start(Func<CancellationToken, Task<TResult>> work) =>
            Result = Task.Run(() => work(_abandoned.Token), CancellationToken.None);

        /// <summary>
        /// Cancels the operation if it is still running, waits until it has stopped, and releases its resources.
        /// </summary>
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
