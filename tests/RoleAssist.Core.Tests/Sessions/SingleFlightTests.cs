using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Sessions;

public class SingleFlightTests
{
    private readonly SingleFlight<string, int> _flight = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;

    [Fact]
    public async Task Shares_one_result_among_callers_with_the_same_key()
    {
        var first = _flight.RunAsync("key", WorkAsync, CancellationToken.None);
        var second = _flight.RunAsync("key", WorkAsync, CancellationToken.None);

        _end.SetResult(7);

        Assert.Equal(7, await first);
        Assert.Equal(7, await second);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Continues_when_one_of_two_callers_gives_up()
    {
        using var giveUp = new CancellationTokenSource();
        var first = _flight.RunAsync("key", WorkAsync, giveUp.Token);
        var second = _flight.RunAsync("key", WorkAsync, CancellationToken.None);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(_cancelled.Task.IsCompleted);
        _end.SetResult(7);

        Assert.Equal(7, await second);
    }

    [Fact]
    public async Task Returns_to_the_last_caller_after_the_canceled_work_has_stopped()
    {
        using var giveUp = new CancellationTokenSource();
        var hasStopped = false;
        var caller = _flight.RunAsync("key", StopSlowlyAsync, giveUp.Token);
        await _started.Task;

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        Assert.True(hasStopped);

        async Task<int> StopSlowlyAsync(CancellationToken stop)
        {
            _started.SetResult();
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (var turn = 0; turn < 1000; turn++)
            {
                await Task.Yield();
            }

            hasStopped = true;
            return 0;
        }
    }

    [Fact]
    public async Task Restarts_after_the_last_caller_has_given_up()
    {
        using var giveUp = new CancellationTokenSource();
        var caller = _flight.RunAsync("key", WorkAsync, giveUp.Token);
        await giveUp.CancelAsync();
        await _cancelled.Task;

        var next = _flight.RunAsync("key", WorkAsync, CancellationToken.None);

        _end.SetResult(7);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        Assert.Equal(7, await next);
        Assert.Equal(2, _runs);
    }

    private async Task<int> WorkAsync(CancellationToken stop)
    {
        Interlocked.Increment(ref _runs);
        await using var registration = stop.Register(_cancelled.SetResult);
        _started.TrySetResult();
        return await _end.Task;
    }
}
