using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Spaces requests evenly, so that a run does not use up the quota that an account's other programs share. Each time AWS
/// throttles, or does not keep up, the rate is halved; it recovers slowly.
/// </summary>
/// <param name="perSecond">The highest rate.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestPacer(double perSecond, TimeProvider time)
{
    /// <summary>A request that is throttled this often has no hope: about two minutes at the lowest rate.</summary>
    private const int Attempts = 8;

    private const double Lowest = 0.5;
    private const double Recovery = 1.05;

    private readonly Lock _lock = new();

    /// <summary>Turns are counted from here: the wall clock may be set meanwhile.</summary>
    private readonly long _start = time.GetTimestamp();

    private double _rate = double.MaxValue;
    private TimeSpan _next;

    /// <summary>The first turn at the current rate. Those before it were given at a rate that is halved already.</summary>
    private TimeSpan _halved;

    /// <summary>Makes a request when it is due, and again if it was throttled.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var turn = await WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var result = await request(cancellationToken).ConfigureAwait(false);
                Recover();
                return result;
            }
            catch (RoleAssistException fault) when (IsTooFast(fault))
            {
                SlowDown(turn);

                // Whatever else is transient was repeated by then.
                if (fault.Code != ErrorCode.Throttled || attempt >= Attempts)
                {
                    throw;
                }
            }
        }
    }

    private static bool IsTooFast(RoleAssistException fault) =>
        fault.Code is ErrorCode.Throttled or ErrorCode.ServiceTimeout or ErrorCode.ServiceUnavailable;

    /// <summary>Waits for the next turn and returns its time.</summary>
    private async Task<TimeSpan> WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan turn;
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            turn = _next > now ? _next : now;
            _next = turn + TimeSpan.FromSeconds(1 / Math.Min(perSecond, _rate));
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }

        return turn;
    }

    private void SlowDown(TimeSpan turn)
    {
        lock (_lock)
        {
            if (turn >= _halved)
            {
                _rate = Math.Max(Lowest, Math.Min(perSecond, _rate) / 2);
                _halved = _next;
            }
        }
    }

    private void Recover()
    {
        lock (_lock)
        {
            _rate *= Recovery;
        }
    }
}
