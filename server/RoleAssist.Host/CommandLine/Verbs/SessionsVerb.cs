using System.CommandLine;
using System.Globalization;
using RoleAssist.Core.Sessions.Kept;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>sessions</c>: lists the sessions that this user's processes share, without their secrets.</summary>
internal sealed class SessionsVerb : Command
{
    private readonly Func<SessionEnder> _sessions;
    private readonly IConsole _console;

    public SessionsVerb(Func<SessionEnder> sessions, IConsole console)
        : base("sessions", "List the sessions that are kept, and those that running hosts hold.")
    {
        (_sessions, _console) = (sessions, console);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var sessions = await _sessions().ListAsync(cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, SessionsDocument.From(sessions));
        }
        else if (sessions.Count == 0)
        {
            await _console.Out.WriteLineAsync("There are no sessions.").ConfigureAwait(false);
        }
        else
        {
            Print(sessions);
        }
    }

    private void Print(IReadOnlyList<ListedSession> sessions)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Profile", "Account", "Identity", "Expires (UTC)", "Kept");
        foreach (var session in sessions)
        {
            table.AddRow(
                new Text(session.Profile),
                new Text(session.Account),
                new Text(session.Arn),
                new Text(
                    session.Expiration?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? ""
                ),
                new Text(session.IsKept ? "yes" : "in memory")
            );
        }

        TerminalRendering.CreateConsole(_console).Write(table);
    }
}
