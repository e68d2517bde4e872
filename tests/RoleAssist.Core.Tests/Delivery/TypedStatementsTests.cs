using RoleAssist.Core.Delivery.Shells;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>The interop tests run these lines in the real shells.</summary>
public class TypedStatementsTests
{
    [Theory]
    [InlineData("bash", """ eval "$('/opt/it'\''s '\!'/roleassist' env --ticket T --shell bash)" """)]
    [InlineData("zsh", """ eval "$('/opt/it'\''s '\!'/roleassist' env --ticket T --shell zsh)" """)]
    [InlineData("fish", """ '/opt/it\'s !/roleassist' env --ticket T --shell fish | source """)]
    [InlineData(
        "pwsh",
        """ & '/opt/it''s !/roleassist' env --ticket T --shell pwsh | Out-String | Invoke-Expression """
    )]
    [InlineData(
        "powershell",
        """ & '/opt/it''s !/roleassist' env --ticket T --shell powershell | Out-String | Invoke-Expression """
    )]
    [InlineData("nu", """ ^"/opt/it's !/roleassist" env --ticket T --shell nu | from json | load-env """)]
    public void Runs_the_program_at_any_path(string shell, string expected) =>
        Assert.Equal(expected.TrimEnd(), TypedStatements.Write(shell, "/opt/it's !/roleassist", "--ticket T"));

    /// <summary>
    /// for passes the text between the single quotes to another cmd, which removes the outer quotes
    /// (https://ss64.com/nt/for_cmd.html, `cmd /?`). The carets keep those from being taken for the quotes of the path.
    /// </summary>
    [Fact]
    public void Quotes_the_path_separately_in_cmd() =>
        Assert.Equal(
            """ for /f "delims=" %i in ('^""C:\Program Files (x86)\R & A\roleassist.exe" env --unset --shell cmd^"') do @%i""",
            TypedStatements.Write("cmd", @"C:\Program Files (x86)\R & A\roleassist.exe", "--unset")
        );

    [Fact]
    public void Rejects_a_path_that_cmd_would_change() =>
        Assert.Throws<RoleAssistException>(() => TypedStatements.Write("cmd", @"C:\100%\roleassist.exe", "--unset"));

    [Theory]
    [InlineData("tcsh")]
    [InlineData("json")]
    [InlineData("")]
    public void Rejects_an_unknown_shell_and_lists_the_supported_ones(string shell)
    {
        var fault = Assert.Throws<RoleAssistException>(() => TypedStatements.Write(shell, "/x", "--unset"));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.All(TypedStatements.Shells, known => Assert.Contains(known, fault.Hint, StringComparison.Ordinal));
    }
}
