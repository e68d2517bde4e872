using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Tests.Credentials;

public class IsoTimeTests
{
    private static readonly DateTimeOffset Time = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-07-01T10:00:00Z")]
    [InlineData("2026-07-01T10:00:00UTC")]
    [InlineData("2026-07-01T10:00:00+00:00")]
    [InlineData("2026-07-01T12:30:00+02:30")]
    [InlineData("2026-07-01T05:00:00-0500")]
    [InlineData("2026-07-01T10:00:00.000000001Z")]
    [InlineData("2026-07-01T10:00:00.5UTC")]
    [InlineData("2026-07-01 10:00:00")]
    public void Parses_every_format_of_a_time(string text) =>
        Assert.Equal(Time, IsoTime.Parse(text)!.Value, TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1782900000")]
    [InlineData("07/01/2026 10:00:00")]
    [InlineData("2026-13-01T10:00:00Z")]
    [InlineData("2026-07-01")]
    [InlineData("2026-07-01T10:00:00Z\n")]
    public void Rejects_other_text(string? text) => Assert.Null(IsoTime.Parse(text));
}
