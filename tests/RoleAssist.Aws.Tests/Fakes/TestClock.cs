using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Tests.Fakes;

internal static class TestClock
{
    /// <summary>A clock at which the credentials of the tests' answers are still good.</summary>
    public static SkewCorrectedTime Of(TimeProvider? machine = null) => new(
        machine ?? new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero)), NullLogger<SkewCorrectedTime>.Instance);
}
