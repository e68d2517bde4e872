using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>A clock that tells who has begun to wait, so that no test has to guess when it may move on.</summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _begun = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Begun(dueTime).Release();
        return timer;
    }

    /// <summary>Ends once so many more have begun to wait for exactly that long.</summary>
    public async Task WaitersAsync(TimeSpan dueTime, int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await Begun(dueTime).WaitAsync(TimeLimits.Hang), $"nobody waits for {dueTime}");
        }
    }

    private SemaphoreSlim Begun(TimeSpan dueTime) => _begun.GetOrAdd(dueTime, _ => new SemaphoreSlim(0));
}
