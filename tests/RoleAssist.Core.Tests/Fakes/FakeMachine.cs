using Microsoft.Extensions.Time.Testing;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>A machine whose clock on the wall goes its own way, while timers and the monotonic clock keep to theirs.</summary>
internal sealed class FakeMachine(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _offset;

    /// <remarks>By itself it would follow the clock on the wall.</remarks>
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Somebody sets the clock, or the machine slept: timers and the monotonic clock know nothing of it.</summary>
    public void Shift(TimeSpan time) => _offset += time;
}
