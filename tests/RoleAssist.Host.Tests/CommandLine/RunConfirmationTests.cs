using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

public class RunConfirmationTests
{
    private static readonly SelectedAccount[] Tests = [Account("dev"), Account("test")];
    private static readonly SelectedAccount[] Mixed = [.. Tests, Account("prod-shop"), Account("pay", "Production")];

    [Theory]
    [InlineData("y")]
    [InlineData(" yes ")]
    public void Several_accounts_are_asked_for(string answer)
    {
        var console = new ScriptedConsole(answer);

        Require(console, Tests);

        Assert.Equal("Run in 2 accounts? [y/N] ", console.Errors);
    }

    [Fact]
    public void Production_wants_the_number_typed()
    {
        var console = new ScriptedConsole("2");

        Require(console, Mixed, yes: true);

        Assert.Equal("Run in 4 accounts, 2 of them production (prod-shop, pay)? Type 2 to go on: ", console.Errors);
    }

    [Theory]
    [InlineData("n", false)]
    [InlineData("", false)]
    [InlineData("no", true)]
    [InlineData("", true)]
    public void Any_other_answer_runs_nothing(string answer, bool isProduction)
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            Require(new ScriptedConsole(answer), isProduction ? Mixed : Tests)
        );

        Assert.Equal((ErrorCode.ConfirmationRequired, "Nothing was run."), (fault.Code, fault.Message));
    }

    [Fact]
    public void One_account_and_confirmed_accounts_are_not_asked_for()
    {
        var console = new ScriptedConsole();

        Require(console, [Account("prod")]);
        Require(console, Tests, yes: true);
        Require(console, Mixed, typed: " 2 ");
        Require(console, Mixed, yes: true, typed: "2");

        Assert.Empty(console.Errors);
    }

    [Theory]
    [InlineData(false, "Run in 2 accounts? Nobody can be asked.", "Add --yes.")]
    [InlineData(true, "Run in 4 accounts, 2 of them production? Nobody can be asked.", "Add --confirm-production 2.")]
    public void Without_a_terminal_an_option_must_confirm(bool isProduction, string message, string hint)
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            Require(new ScriptedConsole(), isProduction ? Mixed : Tests, yes: isProduction)
        );

        Assert.Equal((ErrorCode.ConfirmationRequired, message), (fault.Code, fault.Message));
        Assert.StartsWith(hint, fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("yes")]
    [InlineData("")]
    public void A_wrong_number_is_an_error_even_with_yes(string typed)
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            Require(new ScriptedConsole("2"), Mixed, yes: true, typed: typed)
        );

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.StartsWith("The selection has 2 production accounts, not ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_number_may_be_a_slip_and_can_be_typed_again_twice()
    {
        var console = new ScriptedConsole("y", "4", "2");
        Require(console, Mixed);
        Assert.Equal(3, console.Errors.Split("Type 2 to go on").Length - 1);

        var never = new ScriptedConsole("y", "4", "5", "2");
        Assert.Throws<RoleAssistException>(() => Require(never, Mixed));
        Assert.Equal(3, never.Errors.Split("Type 2 to go on").Length - 1);
    }

    [Fact]
    public void The_whole_selection_is_counted_when_less_is_left()
    {
        var console = new ScriptedConsole("2");

        Require(new ScriptedConsole(), Mixed, typed: "2", left: [Mixed[0], Mixed[2]]);
        Require(new ScriptedConsole(), Mixed, typed: "2", left: [Mixed[0], Mixed[1]]);
        Require(new ScriptedConsole(), Mixed, yes: true, typed: "7", left: [Mixed[0], Mixed[1]]);
        Require(console, Mixed, left: [Mixed[0], Mixed[2]]);

        Assert.Equal(
            "Run in the remaining 2 of 4 accounts, 2 of the 4 production (prod-shop)? Type 2 to go on: ",
            console.Errors
        );
    }

    [Theory]
    [InlineData("eu-west-1", "")]
    [InlineData("eu-west-1,us-east-1", "Run 2 times in 1 account, 1 of them production (prod)? Type 1 to go on: ")]
    [InlineData("enabled", "Run in every enabled region of 1 account, 1 of them production (prod)? Type 1 to go on: ")]
    public void Several_processes_in_production_are_asked_for(string regions, string question)
    {
        var console = new ScriptedConsole("1");

        Require(console, [Account("prod")], yes: true, regions: regions);
        Require(new ScriptedConsole(), [Account("dev")], regions: regions);

        Assert.Equal(question, console.Errors);
    }

    [Fact]
    public void A_name_cannot_forge_the_question()
    {
        var console = new ScriptedConsole("1");

        Require(console, [Account("prod\n\e[2Jx"), Account("dev")]);

        Assert.DoesNotContain(console.Errors, character => char.IsControl(character));
    }

    private static SelectedAccount Account(string name, string? stage = null) =>
        new(null, name, new AssumeTarget { Profile = name })
        {
            Attributes = stage is null ? [] : new Dictionary<string, string> { ["Stage"] = stage },
        };

    private static void Require(
        ScriptedConsole console,
        SelectedAccount[] accounts,
        bool yes = false,
        string? typed = null,
        SelectedAccount[]? left = null,
        string regions = ""
    )
    {
        var options = new RunOptions(accounts, new CommandTemplate(["work"]))
        {
            Regions = RegionSelection.Parse([regions]),
        };
        new RunConfirmation(console).Require(
            new RunScope(accounts, left ?? accounts, options),
            yes,
            typed,
            CancellationToken.None
        );
    }
}
