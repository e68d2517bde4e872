using Microsoft.Extensions.Logging;
using RoleAssist.Host.Logging;

namespace RoleAssist.Host.Tests.Logging;

public class LogLevelSwitchTests
{
    [Theory]
    [InlineData(LogLevel.Information, "messages", LogLevel.Debug)]
    [InlineData(LogLevel.Information, "verbose", LogLevel.Trace)]
    [InlineData(LogLevel.Information, "off", LogLevel.Information)]
    [InlineData(LogLevel.Information, null, LogLevel.Information)]
    [InlineData(LogLevel.Information, "a value of another version", LogLevel.Information)]
    [InlineData(LogLevel.Trace, "messages", LogLevel.Trace)]
    public void A_client_can_only_increase_the_verbosity(LogLevel configured, string? value, LogLevel expected)
    {
        var level = new LogLevelSwitch(configured);

        level.Set(value);

        Assert.Equal(expected, level.Level);
    }

    [Fact]
    public void Off_restores_the_configured_level()
    {
        var level = new LogLevelSwitch(LogLevel.Warning);
        level.Set("verbose");
        level.Set("off");

        Assert.Equal(LogLevel.Warning, level.Level);
    }

    [Theory]
    [InlineData("RoleAssist.Host.Rpc.JsonRpcService", LogLevel.Debug, true)]
    [InlineData("RoleAssist.Host.Rpc.JsonRpcService", LogLevel.Trace, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Debug, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning, true)]
    public void Framework_entries_are_logged_from_warning_on(string category, LogLevel level, bool expected)
    {
        var debug = new LogLevelSwitch(LogLevel.Debug);

        Assert.Equal(expected, debug.Allows(category, level));
    }
}
