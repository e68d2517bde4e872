using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;

namespace RoleAssist.Core.Tests.Runs;

public class CommandTemplateTests
{
    [Theory]
    [InlineData("echo|{account}|{region}|{name}", "echo|111122223333|eu-west-1|my $(account)")]
    [InlineData("x|--id={account}/{region}/{account}", "x|--id=111122223333/eu-west-1/111122223333")]
    [InlineData("x|{Account}|{other}|{}|{name", "x|{Account}|{other}|{}|{name")]
    [InlineData("x||a b", "x||a b")]
    public void Replaces_placeholders(string arguments, string filled) =>
        Assert.Equal(
            filled.Split('|'),
            new CommandTemplate(arguments.Split('|')).Fill("111122223333", "my $(account)", "eu-west-1")
        );

    [Fact]
    public void What_is_filled_in_is_not_replaced_again() =>
        Assert.Equal(
            ["x", "{account}{region}"],
            new CommandTemplate(["x", "{name}"]).Fill("111122223333", "{account}{region}", "eu-west-1")
        );

    [Theory]
    [InlineData("sh|-c|echo {name}")]
    [InlineData("x|{name}{name}")]
    [InlineData("x|--name={name}")]
    public void A_name_must_be_a_whole_argument(string arguments)
    {
        var fault = Assert.Throws<RoleAssistException>(() => new CommandTemplate(arguments.Split('|')));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains("{name} must be a whole argument", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_must_be_a_command() =>
        Assert.Equal(
            "There is no command to run.",
            Assert.Throws<RoleAssistException>(() => new CommandTemplate([])).Message
        );

    [Fact]
    public void A_command_without_a_region_needs_none()
    {
        Assert.Equal(["x", "1"], new CommandTemplate(["x", "{account}"]).Fill("1", "one", region: null));
        Assert.Equal(
            "The command uses {region}, and 'one' specifies no region.",
            Assert
                .Throws<RoleAssistException>(() => new CommandTemplate(["x", "-{region}"]).Fill("1", "one", null))
                .Message
        );
    }
}
