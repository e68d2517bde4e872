using System.CommandLine;
using RoleAssist.Core.Delivery.Shells;
using RoleAssist.Core.Environment;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>sandbox env</c>: prints statements that make a shell use a running sandbox instead of AWS.</summary>
internal sealed class SandboxEnvVerb : Command
{
    private readonly IConsole _console;
    private readonly Option<string> _home = SandboxControl.Home();
    private readonly Option<string> _shell = new("--shell")
    {
        Description = "The shell or format to write statements for.",
        HelpName = string.Join('|', ShellSyntax.Shells),
        DefaultValueFactory = _ => "sh",
    };

    public SandboxEnvVerb(IConsole console)
        : base("env", "Print statements that make a shell use the sandbox instead of AWS.")
    {
        _console = console;
        _shell.AcceptOnlyFromAmong([.. ShellSyntax.Shells]);
        Add(_home);
        Add(_shell);
        SetAction((parsed, _) => SandboxControl.TranslatedAsync(() => RunAsync(parsed)));
    }

    private async Task RunAsync(ParseResult parsed)
    {
        var changes = SandboxControl
            .Client(parsed, _home)
            .ReadEnvironment()
            .Select(variable => new EnvironmentChange(variable.Key, variable.Value));
        var syntax = GlobalOptions.IsJson(parsed) ? "json" : parsed.GetRequiredValue(_shell);
        await _console.Out.WriteAsync(ShellSyntax.Write(syntax, [.. changes])).ConfigureAwait(false);
    }
}
