using RoleAssist.Core.Errors;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Tests.CommandLine;

public class DurationSyntaxTests
{
    [Theory]
    [InlineData("1h", 3600)]
    [InlineData("90m", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("900s", 900)]
    [InlineData("3600", 3600)]
    [InlineData("1h1m1s", 3661)]
    public void Parses_hours_minutes_and_seconds(string text, int seconds) =>
        Assert.Equal(seconds, DurationSyntax.ParseSeconds(text));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("1d")]
    [InlineData("-5m")]
    [InlineData("1 h")]
    [InlineData("99999999999")]
    [InlineData("1h\n")]
    public void Rejects_anything_else(string text) =>
        Assert.Equal(
            ErrorCode.InvalidArgument,
            Assert.Throws<RoleAssistException>(() => DurationSyntax.ParseSeconds(text)).Code
        );
}
