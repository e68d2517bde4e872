using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Delivery.Shells;
using RoleAssist.Core.Environment;
using RoleAssist.Host.CommandLine.Verbs;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

/// <summary>A shell that evaluates the output of <c>env</c> must notice every failure.</summary>
[Collection(nameof(SharedSandbox))]
public class EnvFailureTests(HostSandbox sandbox)
{
    public static TheoryData<string, string> Failures()
    {
        var data = new TheoryData<string, string>();
        foreach (var shell in ShellSyntax.Shells)
        {
            data.Add(shell, "nobody");
            data.Add(shell, "prod-admin");
            data.Add(shell, "prod-admin --mfa-code 000000");
            data.Add(shell, "dev --duration soon");
            data.Add(shell, "dev --no-such-option");
            data.Add(shell, "dev --ticket x");
            data.Add(shell, "");
            data.Add(shell, "dev prod-admin");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Prints_a_failing_statement_and_an_error_on_stderr(string shell, string rest)
    {
        var console = new FakeConsole();

        var code = await Run(
            console,
            ["env", .. rest.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--shell", shell]
        );

        Assert.NotEqual(0, code);
        Assert.Equal(ShellSyntax.Failure(shell), console.Output);
        Assert.StartsWith("error ", console.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env dev", "false;\n")]
    [InlineData("--quiet env dev", "false;\n")]
    [InlineData("env dev --shell", "false;\n")]
    [InlineData("env dev --shell tcsh", "false;\n")]
    [InlineData("env dev --shell=fish", "false;\n")]
    [InlineData("env dev --shell:bash", "false;\n")]
    [InlineData("evn dev --shell bash", "false;\n")]
    [InlineData("env dev --shel bash", "false;\n")]
    [InlineData("env dev --json", "")]
    [InlineData("env dev --shell bash --json", "")]
    [InlineData("env dev --shell=json", "")]
    [InlineData("whoami env", "")]
    [InlineData("frobnicate", "")]
    [InlineData("", "")]
    public void Finds_the_failing_statement_for_a_command_line_that_cannot_be_parsed(string line, string expected) =>
        Assert.Equal(expected, EnvVerb.FailureOf(line.Split(' '), new ProcessEnvironment([])));

    [Fact]
    public void Recognizes_PowerShell_by_its_variable_if_no_shell_is_given() =>
        Assert.StartsWith(
            "throw ",
            EnvVerb.FailureOf(["env", "dev"], new ProcessEnvironment([new("PSModulePath", "x")])),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Json_prints_the_same_as_the_shell_json()
    {
        var (json, shell) = (new FakeConsole(), new FakeConsole());

        Assert.Equal(0, await Run(json, "env", "dev", "--json", "--unset"));
        Assert.Equal(0, await Run(shell, "env", "dev", "--shell", "json", "--unset"));

        Assert.Equal(shell.Output, json.Output);
    }

    [Fact]
    public async Task A_failed_write_does_not_hide_the_original_error()
    {
        var console = new FakeConsole { Out = new ClosedWriter() };

        Assert.Equal(3, await Run(console, "env", "nobody", "--shell", "bash"));

        Assert.StartsWith("error ProfileNotFound: ", console.Errors, StringComparison.Ordinal);
    }

    private async Task<int> Run(FakeConsole console, params string[] args)
    {
        var services = new ServiceCollection().AddLogging();
        sandbox.AddHost(services);
        await using var provider = services.BuildServiceProvider();
        return await CommandLineApplication.RunAsync(args, console, provider);
    }

    private sealed class ClosedWriter : StringWriter
    {
        public override void Write(string? value) =>
            throw new Core.Errors.RoleAssistException(Core.Errors.ErrorCode.Internal, "Stdout is closed.");
    }
}
