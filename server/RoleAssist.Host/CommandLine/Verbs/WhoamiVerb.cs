using System.CommandLine;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>whoami [PROFILE]</c>: prints the caller identity that AWS reports.</summary>
internal sealed class WhoamiVerb : Command
{
    private readonly Func<CallerIdentityHandler> _callerIdentity;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = CommonOptions.OptionalProfile();
    private readonly AssumeOptions _options;

    public WhoamiVerb(Func<CallerIdentityHandler> callerIdentity, IConsole console)
        : base("whoami", "Print the caller identity that AWS reports.")
    {
        (_callerIdentity, _console) = (callerIdentity, console);
        Add(_profile);
        _options = new AssumeOptions(this);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var target = await _options
            .GetTargetAsync(parsed, parsed.GetValue(_profile), cancellationToken)
            .ConfigureAwait(false);
        var session = _options.GetSessionOptions(parsed);
        var caller = await _options
            .CreateMfaCodeSource(parsed, _console)
            .RunAsync(
                code => _callerIdentity().HandleAsync(target, session with { TokenCode = code }, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, caller.ToWire());
            return;
        }

        await _console
            .Out.WriteLineAsync(
                DisplayText.Line(
                    $"{caller.Identity.Arn} (account {caller.Identity.Account}{Phrases.Until(caller.Expiration)})"
                )
            )
            .ConfigureAwait(false);
    }
}
