using System.CommandLine;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>sandbox token</c>: prints a token as a build service would issue it.</summary>
internal sealed class SandboxTokenVerb : Command
{
    private readonly IConsole _console;
    private readonly Option<string> _issuer = new("--issuer")
    {
        Description = "The build service, for example https://token.actions.githubusercontent.com.",
        HelpName = "URL",
        Required = true,
    };
    private readonly Option<string[]> _claims = new("--claim")
    {
        Description = "A claim of the token, for example sub=repo:example/app:ref:refs/heads/main; can be repeated.",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<string> _home = SandboxControl.Home();

    public SandboxTokenVerb(IConsole console)
        : base("token", "Print a signed web identity token that is valid for an hour.")
    {
        _console = console;
        Add(_issuer);
        Add(_claims);
        Add(_home);
        SetAction(
            (parsed, cancellationToken) => SandboxControl.TranslatedAsync(() => RunAsync(parsed, cancellationToken))
        );
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var claims = (parsed.GetValue(_claims) ?? []).Select(Claim).ToList();
        var token = await SandboxControl
            .Client(parsed, _home)
            .CreateTokenAsync(parsed.GetRequiredValue(_issuer), claims, cancellationToken)
            .ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, new TokenDocument(token));
        }
        else
        {
            await _console.Out.WriteLineAsync(token).ConfigureAwait(false);
        }
    }

    private static TokenClaim Claim(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } name, var value]
            ? new TokenClaim(name, [value])
            : throw new SandboxException($"'{text}' is not a claim. Write NAME=VALUE.");
}
