using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.Runs;

public class PrefixOutputTests
{
    private readonly ScriptedConsole _console = new();

    [Fact]
    public void Each_line_stands_behind_its_account_and_keeps_its_stream()
    {
        using var output = new PrefixOutput(_console, RunOutputTests.NoProgress);
        var first = output.Open(RunItems.Item(1, "eu-west-1"));
        var second = output.Open(RunItems.Item(2));

        first.Write("one\ntw");
        second.Write("other\n");
        first.Write("problem\n", isError: true);
        first.Write("o");
        output.Close(RunItems.Ok(RunItems.Item(1)), first);

        Assert.Equal("account-1/eu-west-1 | one\naccount-2 | other\naccount-1/eu-west-1 | two\n", _console.Output);
        Assert.Equal("account-1/eu-west-1 | problem\n", _console.Errors);
    }

    [Fact]
    public void What_controls_a_terminal_is_shown()
    {
        using var output = new PrefixOutput(_console, RunOutputTests.NoProgress);

        output.Run(RunItems.Ok(RunItems.Item(1, name: "a\e[2Jb")), "x\e]0;title\a\ry\u202Ez\n");

        Assert.Equal("a\uFFFD[2Jb | x\uFFFD]0;title\uFFFD\uFFFDy\uFFFDz\n", _console.Output);
    }

    [Fact]
    public void Output_stands_in_one_column_whatever_the_length_of_the_names()
    {
        RunItem[] items =
        [
            RunItems.Item(1, name: "a"),
            RunItems.Item(2, name: "four"),
            RunItems.Item(3, name: new('x', 50)),
        ];
        var options = new RunOptions([.. items.Select(item => item.Account)], new CommandTemplate(["true"]));
        using var output = new PrefixOutput(_console, RunOutputTests.NoProgress, ItemLabel.WidthOf(options));

        foreach (var item in items)
        {
            output.Run(RunItems.Ok(item), "x\n");
        }

        Assert.Equal($"a    | x\nfour | x\n{new string('x', 50)} | x\n", _console.Output);
    }
}
