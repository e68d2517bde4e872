using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>end PROFILE…|--all</c>: ends sessions in all windows, shells and hosts of this user.</summary>
internal sealed class EndVerb : Command, INeedsPerson
{
    private readonly Func<SessionEnder> _sessions;
    private readonly IConsole _console;
    private readonly Argument<string[]> _profiles = CommonOptions.Profiles();
    private readonly Option<bool> _all = new("--all") { Description = "End all sessions." };

    public string Deed => "end sessions";

    public EndVerb(Func<SessionEnder> sessions, IConsole console)
        : base("end", "End sessions in every window and shell. AWS itself accepts their credentials until they expire.")
    {
        (_sessions, _console) = (sessions, console);
        _profiles.Arity = ArgumentArity.ZeroOrMore;
        Add(_profiles);
        Add(_all);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var profiles = parsed.GetValue(_profiles) ?? [];
        var isAll = parsed.GetValue(_all);
        if (isAll == profiles.Length > 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "Specify either PROFILE or --all.",
                "Run 'roleassist sessions' to list the sessions."
            );
        }

        var ended = isAll
            ? await _sessions().EndAllAsync(cancellationToken).ConfigureAwait(false)
            : await _sessions().EndProfilesAsync(profiles, cancellationToken).ConfigureAwait(false);
        var missing = profiles.Except(ended.Select(session => session.Profile), StringComparer.Ordinal).ToList();
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, SessionsDocument.From(ended));
        }
        else if (!GlobalOptions.IsQuiet(parsed))
        {
            Report(ended);
        }

        if (missing.Count > 0)
        {
            throw new RoleAssistException(
                ErrorCode.SessionNotFound,
                $"There is no session of {string.Join(", ", missing.Select(name => $"'{name}'"))}.",
                "Run 'roleassist sessions' to list the sessions."
            );
        }
    }

    private void Report(IReadOnlyList<ListedSession> ended)
    {
        foreach (var session in ended)
        {
            _console.Out.WriteLine(DisplayText.Line($"{session.Profile}: ended ({session.Arn})"));
        }

        if (ended.Count == 0)
        {
            _console.Out.WriteLine("There are no sessions.");
        }
    }
}
