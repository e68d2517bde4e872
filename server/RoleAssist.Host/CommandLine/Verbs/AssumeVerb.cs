using System.CommandLine;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>assume PROFILE…</c>: assumes roles and reports the sessions, without their secrets.</summary>
internal sealed class AssumeVerb : Command
{
    private readonly Func<SessionService> _sessions;
    private readonly IConsole _console;
    private readonly Argument<string[]> _profiles = CommonOptions.Profiles();
    private readonly AssumeOptions _options;

    public AssumeVerb(Func<SessionService> sessions, IConsole console)
        : base("assume", "Assume one or more roles and report the result.")
    {
        (_sessions, _console) = (sessions, console);
        Add(_profiles);
        _options = new AssumeOptions(this);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var targets = new List<AssumeTarget>();
        foreach (var profile in parsed.GetRequiredValue(_profiles))
        {
            targets.Add(await _options.GetTargetAsync(parsed, profile, cancellationToken).ConfigureAwait(false));
        }

        var session = _options.GetSessionOptions(parsed);
        var assumed = await _options
            .CreateMfaCodeSource(parsed, _console)
            .RunAsync(
                code => _sessions().AssumeAllAsync(targets, session with { TokenCode = code }, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        Print(AssumeDocument.From(assumed), parsed);
    }

    private void Print(AssumeDocument document, ParseResult parsed)
    {
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, document);
            return;
        }

        foreach (var session in document.Sessions)
        {
            _console.Out.WriteLine(
                DisplayText.Line($"{session.Profile}: {session.Arn}{Phrases.Until(session.Expiration)}")
            );
        }
    }
}
