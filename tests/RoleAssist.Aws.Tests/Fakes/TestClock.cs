using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Tests.Fakes;

internal static class TestClock
{
    /// <summary>A clock at which the credentials in the tests' responses are still valid.</summary>
    public static SkewCorrectedTime Of(TimeProvider? machine = null) =>
        new(
            machine ?? new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero)),
            NullLogger<SkewCorrectedTime>.Instance
        );
}
