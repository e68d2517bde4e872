using Microsoft.Extensions.Time.Testing;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>A machine whose wall clock can be shifted without affecting timers and the monotonic clock.</summary>
internal sealed class FakeMachine(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _offset;

    /// <remarks>The base implementation follows the wall clock.</remarks>
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>
    /// Shifts the wall clock, as when the user sets it or the machine sleeps. Timers and the monotonic clock are
    /// unaffected.
    /// </summary>
    public void Shift(TimeSpan time) => _offset += time;
}
