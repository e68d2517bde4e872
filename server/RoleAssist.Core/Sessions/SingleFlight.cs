namespace RoleAssist.Core.Sessions;

/// <summary>
/// Lets everybody who wants the same thing at the same time wait for one piece of work. It is cancelled when nobody
/// waits for it any more, not when one of them gives up.
/// </summary>
public sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Flight> _flights = [];

    /// <summary>The work's result; the work is begun where nobody else's is under way.</summary>
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
            Leave(key, flight);
        }
    }

    private void Leave(TKey key, Flight flight)
    {
        lock (_lock)
        {
            flight.Waiting--;
            if (flight.Waiting > 0 && !flight.Result.IsCompleted)
            {
                return;
            }

            if (_flights.TryGetValue(key, out var current) && current == flight)
            {
                _flights.Remove(key);
            }
        }

        flight.Abandon();
        if (flight.Result.IsCompleted)
        {
            flight.Dispose();
        }
    }

    private sealed class Flight : IDisposable
    {
        private readonly CancellationTokenSource _abandoned = new();

        public int Waiting { get; set; }

        public Task<TResult> Result { get; private set; } = null!;

        /// <remarks>On another thread, so that no work is done under the lock.</remarks>
        public void Start(Func<CancellationToken, Task<TResult>> work) =>
            Result = Task.Run(() => work(_abandoned.Token), CancellationToken.None);

        public void Abandon()
        {
            if (!Result.IsCompleted)
            {
                _abandoned.Cancel();
            }
        }

        public void Dispose() => _abandoned.Dispose();
    }
}
