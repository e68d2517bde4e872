using RoleAssist.Core.Delivery.Shells;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>The real shells take them in the interop tests.</summary>
public class TypedStatementsTests
{
    [Theory]
    [InlineData("bash", """ eval "$('/opt/it'\''s '\!'/roleassist' env --ticket T --shell bash)" """)]
    [InlineData("zsh", """ eval "$('/opt/it'\''s '\!'/roleassist' env --ticket T --shell zsh)" """)]
    [InlineData("fish", """ '/opt/it\'s !/roleassist' env --ticket T --shell fish | source """)]
    [InlineData("pwsh", """ & '/opt/it''s !/roleassist' env --ticket T --shell pwsh | Out-String | Invoke-Expression """)]
    [InlineData("powershell", """ & '/opt/it''s !/roleassist' env --ticket T --shell powershell | Out-String | Invoke-Expression """)]
    [InlineData("nu", """ ^"/opt/it's !/roleassist" env --ticket T --shell nu | from json | load-env """)]
    public void A_line_runs_this_program_wherever_it_lies(string shell, string expected) =>
        Assert.Equal(expected.TrimEnd(), TypedStatements.Write(shell, "/opt/it's !/roleassist", "--ticket T"));

    /// <summary>
    /// for hands what stands between the apostrophes to another cmd, which takes the outer quotes away
    /// (https://ss64.com/nt/for_cmd.html, `cmd /?`); the carets keep those from being taken for the path's.
    /// </summary>
    [Fact]
    public void In_cmd_the_path_stands_in_quotes_of_its_own() => Assert.Equal(
        """ for /f "delims=" %i in ('^""C:\Program Files (x86)\R & A\roleassist.exe" env --unset --shell cmd^"') do @%i""",
        TypedStatements.Write("cmd", @"C:\Program Files (x86)\R & A\roleassist.exe", "--unset"));

    [Fact]
    public void A_path_that_cmd_would_change_is_an_error() =>
        Assert.Throws<RoleAssistException>(() => TypedStatements.Write("cmd", @"C:\100%\roleassist.exe", "--unset"));

    [Theory]
    [InlineData("tcsh")]
    [InlineData("json")]
    [InlineData("")]
    public void A_shell_that_nobody_knows_is_an_error_that_names_those_known(string shell)
    {
        var fault = Assert.Throws<RoleAssistException>(() => TypedStatements.Write(shell, "/x", "--unset"));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.All(TypedStatements.Shells, known => Assert.Contains(known, fault.Hint, StringComparison.Ordinal));
    }
}
