using System.Diagnostics;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Errors;

public class ShellWordTests
{
    public static bool IsUnix => !OperatingSystem.IsWindows();

    public static TheoryData<string> OddNames =>
        [
            "x$(touch z)",
            "x`touch z`",
            "a b  c",
            "it's; touch z #",
            "''$(touch z)''",
            "\"$HOME\"",
            "a\\",
            "~root",
            "*",
            "!!",
            "é",
            "",
        ];

    [Theory]
    [InlineData("corp")]
    [InlineData("Shop-Dev.2")]
    [InlineData("corp/111122223333/Developer")]
    [InlineData("arn:aws:iam::111122223333:role/a_b+c=d,e@f%g")]
    public void A_plain_name_is_as_it_is(string name) => Assert.Equal(name, ShellWord.Of(name));

    [Theory]
    [InlineData("x$(touch z)", "'x$(touch z)'", "'x$(touch z)'")]
    [InlineData("it's", @"'it'\''s'", "'it''s'")]
    [InlineData("it\u2019s", "'it\u2019s'", "'it\u2019\u2019s'")]
    [InlineData("", "''", "''")]
    public void Any_other_is_quoted_for_the_shell_of_the_system(string name, string posix, string powerShell)
    {
        Assert.Equal(posix, ShellWord.Of(name, isPowerShell: false));
        Assert.Equal(powerShell, ShellWord.Of(name, isPowerShell: true));
    }

    [Theory(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    [MemberData(nameof(OddNames))]
    public async Task A_shell_reads_the_name_and_runs_nothing(string name)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"printf '<%s>' {ShellWord.Of(["corp", name])}"])
        {
            RedirectStandardOutput = true,
        };
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.Equal($"<corp><{name}>", output);
    }

    [Fact]
    public void The_hint_to_sign_in_can_be_pasted() =>
        Assert.StartsWith(
            "Run roleassist login 'x$(touch z)' (",
            SignInHint.For("x$(touch z)"),
            StringComparison.Ordinal
        );
}
