using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;
using CsCheck;
using Microsoft.PowerShell.Commands;
using RoleAssist.Core.Delivery.Shells;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>Passes hostile values to the real shells; the interop tests also run bash and zsh as programs.</summary>
public class ShellSyntaxTests
{
    private const string Hostile = "a'b\"c`d$(touch pwned)$HOME ;&|\\ \u2018\u2019\u201A\u201B %PATH% ^ é \t!";

    [Theory]
    [InlineData("json")]
    [InlineData("nu")]
    public void Json_lists_variables_to_set_and_to_remove(string shell)
    {
        using var document = JsonDocument.Parse(ShellSyntax.Write(shell, [new("SET", Hostile), new("GONE", null)]));

        Assert.Equal(Hostile, document.RootElement.GetProperty("SET").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("GONE").ValueKind);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("sh")]
    public void Posix_shells_read_every_value_unchanged(string shell)
    {
        var script = ShellSyntax.Write(shell, [new("SET", Hostile), new("GONE", null)]);

        // The syntax for bash and zsh is plain POSIX, so the shell that every machine has can test both.
        Assert.Equal(
            $"{Hostile}|unset",
            RunPosix($"GONE=x; export GONE\n{script}printf '%s|%s' \"$SET\" \"${{GONE-unset}}\"")
        );
    }

    /// <summary>An <c>eval $(…)</c> without quotes joins the words and matches patterns against file names.</summary>
    [Theory]
    [InlineData("", "''")]
    [InlineData("plain", "'plain'")]
    [InlineData("one blank", "'one blank'")]
    [InlineData("two  blanks", """'two '"$(printf '\040')"'blanks'""")]
    [InlineData("it's a*%", """'it'\''s a'"$(printf '\052')"'%'""")]
    [InlineData("?[(\t", "\"$(printf '\\077\\133\\050\\011')\"")]
    public void A_POSIX_shell_reads_a_value_unchanged_even_with_unquoted_eval(string value, string written) =>
        Assert.All(
            ["bash", "zsh", "sh", "posix"],
            shell =>
                Assert.Equal(
                    $"export SET={written};\nunset GONE;\n",
                    ShellSyntax.Write(shell, [new("SET", value), new("GONE", null)])
                )
        );

    /// <summary>
    /// https://fishshell.com/docs/current/language.html#quotes: between single quotes, a backslash escapes a single
    /// quote or a backslash.
    /// </summary>
    [Fact]
    public void Fish_escapes_quotes_and_backslashes() =>
        Assert.Equal(
            @"set -gx SET 'a\'b\\c$HOME(x)'\n'y';" + "\nset -eg GONE; or true;\n",
            ShellSyntax.Write("fish", [new("SET", "a'b\\c$HOME(x)\ny"), new("GONE", null)])
        );

    [Fact]
    public void Fish_checks_for_overriding_universal_variables_only_when_setting_a_role()
    {
        Assert.Contains(
            "for name in AWS_PROFILE AWS_ROLE_ARN; set -qUx $name;",
            ShellSyntax.Write(
                "fish",
                [new("ROLEASSIST_PROFILE", "dev"), new("AWS_PROFILE", null), new("AWS_ROLE_ARN", null)]
            ),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "set -qUx",
            ShellSyntax.Write("fish", [new("ROLEASSIST_PROFILE", null), new("AWS_PROFILE", null)]),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("bash", "false;")]
    [InlineData("zsh", "false;")]
    [InlineData("sh", "false;")]
    [InlineData("posix", "false;")]
    [InlineData("fish", "false;")]
    [InlineData("pwsh", "throw ")]
    [InlineData("powershell", "throw ")]
    [InlineData("cmd", "cmd /c exit 1")]
    [InlineData("nu", "")]
    [InlineData("json", "")]
    [InlineData("dotenv", "")]
    [InlineData("a shell of the future", "false;")]
    public void Has_a_failing_statement_only_for_shells_that_evaluate_text(string shell, string begin)
    {
        var failure = ShellSyntax.Failure(shell);

        Assert.StartsWith(begin, failure, StringComparison.Ordinal);
        Assert.Equal(begin.Length > 0, failure.Length > 0);
    }

    [Fact]
    public void Every_shell_has_a_failing_statement() =>
        Assert.All(ShellSyntax.Shells, shell => Assert.NotNull(ShellSyntax.Failure(shell)));

    [Fact]
    public void Cmd_takes_special_characters_literally_between_quotes() =>
        Assert.Equal(
            "set \"SET=a & b | c < d > e ^ f ( g ) ' h é\"\nset \"GONE=\"\ncmd /c exit 0\n",
            ShellSyntax.Write("cmd", [new("SET", "a & b | c < d > e ^ f ( g ) ' h é"), new("GONE", null)])
        );

    [Theory]
    [InlineData("a\"b")]
    [InlineData("%PATH%")]
    [InlineData("100%")]
    [InlineData("a!b")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void Rejects_values_that_cmd_cannot_represent(string value) => AssertRefused("cmd", value);

    [Fact]
    public void A_dotenv_file_contains_what_docker_and_dotenv_libraries_read_the_same_way() =>
        Assert.Equal(
            "SET=IQoJb3JpZ2luX2VjE+/w==\nURL=http://127.0.0.1:1/x?y=z%20é!*[a]{b}\n",
            ShellSyntax.Write(
                "dotenv",
                [
                    new("SET", "IQoJb3JpZ2luX2VjE+/w=="),
                    new("GONE", null),
                    new("URL", "http://127.0.0.1:1/x?y=z%20é!*[a]{b}"),
                ]
            )
        );

    [Theory]
    [InlineData("a'b")]
    [InlineData("a\"b")]
    [InlineData("a\nb")]
    [InlineData("a #b")]
    [InlineData("$HOME")]
    [InlineData(@"a\b")]
    [InlineData(" leading")]
    [InlineData("trailing ")]
    [InlineData("a b")]
    [InlineData("a\u00A0b")]
    [InlineData("a;b")]
    [InlineData("a&b")]
    [InlineData("a|b")]
    [InlineData("a<b")]
    [InlineData("(a)")]
    [InlineData("~/a")]
    public void Rejects_values_that_dotenv_readers_read_differently(string value) => AssertRefused("dotenv", value);

    [Fact]
    public void A_dotenv_file_cannot_remove_variables() =>
        Assert.Equal(
            ErrorCode.InvalidArgument,
            Assert.Throws<RoleAssistException>(() => ShellSyntax.Write("dotenv", [new("GONE", null)])).Code
        );

    [Fact]
    public void PowerShell_statements_survive_every_code_page()
    {
        var text = ShellSyntax.Write("powershell", [new("SET", Hostile + "\r\n\u2028𝄞")]);

        Assert.True(System.Text.Ascii.IsValid(text));
        Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Invoke-Expression accepts a single text, and <c>"$(…)"</c> joins lines with spaces.</summary>
    [Fact]
    public void PowerShell_statements_are_one_line_that_first_removes_stored_credentials()
    {
        var set = ShellSyntax.Write("pwsh", [new("AWS_REGION", "eu-west-1"), new("GONE", null)]);
        var unset = ShellSyntax.Write("pwsh", [new("AWS_REGION", null)]);

        const string Begin =
            "$StoredAWSCredentials = $StoredAWSRegion = $null; Remove-Variable -Name StoredAWSCredentials, StoredAWSRegion -Scope Global -ErrorAction SilentlyContinue; ";
        Assert.All([set, unset], text => Assert.StartsWith(Begin, text, StringComparison.Ordinal));
        Assert.All([set, unset], text => Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("; $Global:StoredAWSRegion = 'eu-west-1';", set, StringComparison.Ordinal);
        Assert.DoesNotContain("$Global:StoredAWSRegion", unset, StringComparison.Ordinal);
    }

    [Fact]
    public void PowerShell_reads_every_value_unchanged_and_removes_variables()
    {
        using var engine = Engine();

        Assert.Equal((Hostile, false), Evaluate(engine, Hostile));
    }

    [Fact]
    public void No_value_breaks_out_of_a_PowerShell_literal()
    {
        using var engine = Engine();

        Gen.Char["'\u2018\u2019\u201A\u201B\"`$(){};\n\r\t#@&| ab"]
            .Array[1, 12]
            .Select(characters => new string(characters))
            .Sample(value => Evaluate(engine, value) == (value, false), iter: 200, threads: 1);
    }

    /// <summary>The message names the variable but not its value, which may be a secret.</summary>
    private static void AssertRefused(string shell, string value)
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            ShellSyntax.Write(shell, [new("FINE", "x"), new("SET", value)])
        );

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains("SET", fault.Message, StringComparison.Ordinal);
        Assert.True(value.Length < 2 || !fault.Message.Contains(value, StringComparison.Ordinal));
    }

    private static (string? Set, bool HasGone) Evaluate(Runspace engine, string value)
    {
        System.Environment.SetEnvironmentVariable("ROLEASSIST_TEST_GONE", "x");
        using var shell = PowerShell.Create(engine);
        shell
            .AddScript(
                ShellSyntax.Write("pwsh", [new("ROLEASSIST_TEST_SET", value), new("ROLEASSIST_TEST_GONE", null)])
            )
            .Invoke();
        Assert.False(shell.HadErrors);
        return (
            System.Environment.GetEnvironmentVariable("ROLEASSIST_TEST_SET"),
            System.Environment.GetEnvironmentVariable("ROLEASSIST_TEST_GONE") is not null
        );
    }

    /// <summary>
    /// Creates PowerShell's engine with its Env: drive. Remove-Item is in an assembly that has no package, so a
    /// function of that name calls the same provider.
    /// </summary>
    private static Runspace Engine()
    {
        var state = InitialSessionState.Create();
        state.LanguageMode = PSLanguageMode.FullLanguage;
        state.Providers.Add(new SessionStateProviderEntry("Environment", typeof(EnvironmentProvider), null));
        state.Commands.Add(
            new SessionStateFunctionEntry(
                "Remove-Item",
                "[CmdletBinding()] param([string] $LiteralPath) $ExecutionContext.InvokeProvider.Item.Remove($LiteralPath, $false)"
            )
        );
        state.Commands.Add(
            new SessionStateFunctionEntry(
                "Remove-Variable",
                "[CmdletBinding()] param([string[]] $Name, [string] $Scope)"
            )
        );
        var engine = RunspaceFactory.CreateRunspace(state);
        engine.Open();
        return engine;
    }

    private static string RunPosix(string script)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true }
        )!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
