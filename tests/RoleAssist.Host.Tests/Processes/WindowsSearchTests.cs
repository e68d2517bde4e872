using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Tests.Processes;

public sealed class WindowsSearchTests
{
    private static readonly HashSet<string> Files = new(StringComparer.OrdinalIgnoreCase)
    {
        @"C:\tools\aws.exe",
        @"C:\tools\node.exe",
        @"C:\tools\node.cmd",
        @"C:\Program Files\npm\npm",
        @"C:\Program Files\npm\npm.cmd",
        @"C:\Program Files\npm\deploy.v2.bat",
        @"C:\tools\script.ps1",
    };

    [Theory]
    [InlineData("aws", @"C:\tools\aws.exe")]
    [InlineData("AWS.EXE", @"C:\tools\AWS.EXE")]
    [InlineData("node", @"C:\tools\node.exe")]
    [InlineData("node.cmd", @"C:\tools\node.cmd")]
    [InlineData("npm", @"C:\Program Files\npm\npm.cmd")]
    [InlineData("deploy.v2", @"C:\Program Files\npm\deploy.v2.bat")]
    public void Finds_programs_and_batch_files_on_the_PATH(string command, string program) =>
        Assert.Equal(program, Search().Find(command), ignoreCase: true);

    [Fact]
    public void The_order_of_PATHEXT_decides() =>
        Assert.Equal(@"C:\tools\node.CMD", Search(".CMD;.EXE;.PS1").Find("node"));

    [Theory]
    [InlineData("nothing", 127)]
    [InlineData("", 127)]
    [InlineData("script.ps1", 126)]
    public void Uses_the_exit_code_of_shells_for_commands_that_cannot_be_run(string command, int code) =>
        Assert.Equal(code, Assert.Throws<CommandNotRunException>(() => Search().Find(command)).ExitCode);

    /// <summary>A cloned repository must not replace a program.</summary>
    [Fact]
    public void The_current_folder_is_not_searched() =>
        Assert.Throws<CommandNotRunException>(() =>
            new WindowsSearch(@"C:\tools", null, file => !file.StartsWith(@"C:\tools", StringComparison.Ordinal)).Find(
                "aws"
            )
        );

    [Theory]
    [InlineData("a.cmd", true)]
    [InlineData("A.BAT", true)]
    [InlineData("a.exe", false)]
    [InlineData("cmd", false)]
    public void Batch_files_end_with_bat_or_cmd(string file, bool isBatch) =>
        Assert.Equal(isBatch, WindowsSearch.IsBatch(file));

    private static WindowsSearch Search(string? endings = null) =>
        new(@"C:\tools;;""C:\Program Files\npm\"" ; ", endings, Files.Contains);
}
