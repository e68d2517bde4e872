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

    [Theory]
    [InlineData("{name}")]
    [InlineData("sh|-c|{name}")]
    [InlineData("/bin/bash|-o|pipefail|-ec|{name}")]
    [InlineData("bash|{name}")]
    [InlineData("bash|-x|{name}")]
    [InlineData("env|-i|A=1|sh|-c|{name}")]
    [InlineData("sudo|-u|x|python3.12|-c|{name}")]
    [InlineData("env|A=1|{name}")]
    [InlineData("timeout|10|{name}")]
    [InlineData("pwsh|-Command|Write-Host|{name}")]
    [InlineData("pwsh|-NoProfile|-e|{name}")]
    [InlineData("pwsh.exe|-File|x.ps1|-enc|{name}")]
    [InlineData(@"C:\Windows\System32\cmd.exe|/c|echo|{name}")]
    [InlineData("node|--eval|{name}")]
    [InlineData("perl|-we|{name}")]
    [InlineData("ssh|host|{name}")]
    public void A_name_is_never_a_program(string arguments)
    {
        var fault = Assert.Throws<RoleAssistException>(() => new CommandTemplate(arguments.Split('|')));

        Assert.StartsWith("{name} would run as a program here", fault.Message, StringComparison.Ordinal);
        Assert.Contains("ROLEASSIST_ACCOUNT_NAME", fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh|-c|echo \"$1\"|sh|{name}")]
    [InlineData("bash|script.sh|{name}")]
    [InlineData("python3|-m|module|{name}")]
    [InlineData("pwsh|-NoProfile|-File|x.ps1|-Name|{name}")]
    [InlineData("env|A=1|aws|s3|ls|{name}")]
    [InlineData("grep|-e|{name}")]
    [InlineData("echo|sh|-c|{name}")]
    public void A_name_can_be_an_argument(string arguments) =>
        Assert.Contains("one", new CommandTemplate(arguments.Split('|')).Fill("1", "one", null));

    [Fact]
    public void A_name_is_never_an_option()
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            new CommandTemplate(["ls", "{name}"]).Fill("1", "--help", null)
        );

        Assert.Contains("begins with a dash", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["ls", "--", "--help"], new CommandTemplate(["ls", "--", "{name}"]).Fill("1", "--help", null));
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
