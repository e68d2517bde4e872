using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;
using CsCheck;
using Microsoft.PowerShell.Commands;
using RoleAssist.Core.Delivery;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>Hostile values go through the real shells; bash and zsh as programs are in the interop tests too.</summary>
public class ShellSyntaxTests
{
    private const string Hostile = "a'b\"c`d$(touch pwned)$HOME ;&|\\ \u2018\u2019\u201A\u201B %PATH% ^ é \t!";

    [Fact]
    public void Json_names_what_to_set_and_what_to_remove()
    {
        using var document = JsonDocument.Parse(ShellSyntax.Write("json", [new("SET", Hostile), new("GONE", null)]));

        Assert.Equal(Hostile, document.RootElement.GetProperty("SET").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("GONE").ValueKind);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    public void Posix_shells_take_every_value_as_it_is(string shell)
    {
        var script = ShellSyntax.Write(shell, [new("SET", Hostile), new("GONE", null)]);

        // What bash and zsh share here is POSIX, so the shell that every machine has is a fair judge of both.
        Assert.Equal($"{Hostile}|unset", RunPosix($"GONE=x; export GONE\n{script}printf '%s|%s' \"$SET\" \"${{GONE-unset}}\""));
    }

    [Fact]
    public void PowerShell_takes_every_value_as_it_is_and_really_removes()
    {
        using var engine = Engine();

        Assert.Equal((Hostile, false), Evaluate(engine, Hostile));
    }

    [Fact]
    public void No_value_breaks_out_of_a_PowerShell_literal()
    {
        using var engine = Engine();

        Gen.Char["'\u2018\u2019\u201A\u201B\"`$(){};\n\r\t#@&| ab"].Array[1, 12].Select(characters => new string(characters))
            .Sample(value => Evaluate(engine, value) == (value, false), iter: 200, threads: 1);
    }

    private static (string? Set, bool HasGone) Evaluate(Runspace engine, string value)
    {
        Environment.SetEnvironmentVariable("ROLEASSIST_TEST_GONE", "x");
        using var shell = PowerShell.Create(engine);
        shell.AddScript(ShellSyntax.Write("pwsh", [new("ROLEASSIST_TEST_SET", value), new("ROLEASSIST_TEST_GONE", null)])).Invoke();
        Assert.False(shell.HadErrors);
        return (Environment.GetEnvironmentVariable("ROLEASSIST_TEST_SET"), Environment.GetEnvironmentVariable("ROLEASSIST_TEST_GONE") is not null);
    }

    /// <summary>
    /// PowerShell's engine with its Env: drive. Remove-Item lives in an assembly that has no package, so a function of
    /// that name asks the same provider to do it.
    /// </summary>
    private static Runspace Engine()
    {
        var state = InitialSessionState.Create();
        state.LanguageMode = PSLanguageMode.FullLanguage;
        state.Providers.Add(new SessionStateProviderEntry("Environment", typeof(EnvironmentProvider), null));
        state.Commands.Add(new SessionStateFunctionEntry(
            "Remove-Item",
            "[CmdletBinding()] param([string] $LiteralPath) $ExecutionContext.InvokeProvider.Item.Remove($LiteralPath, $false)"));
        var engine = RunspaceFactory.CreateRunspace(state);
        engine.Open();
        return engine;
    }

    private static string RunPosix(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
