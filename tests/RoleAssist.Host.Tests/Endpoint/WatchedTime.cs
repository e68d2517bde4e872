using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>A clock that reports the timers that were started, so that tests know when to advance it.</summary>
internal sealed class ObservableTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _begun = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        InitializeCompleted(dueTime).Release();
        return timer;
    }

    /// <summary>Completes when the given number of further timers with exactly that due time have started.</summary>
    public async Task WaitersAsync(TimeSpan dueTime, int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(
                await InitializeCompleted(dueTime).WaitAsync(TimeLimits.Hang),
                $"no timer with due time {dueTime} was started"
            );
        }
    }

    private SemaphoreSlim InitializeCompleted(TimeSpan dueTime) => _begun.GetOrAdd(dueTime, _ => new SemaphoreSlim(0));
}
