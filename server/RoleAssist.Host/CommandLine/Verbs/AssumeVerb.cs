using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>assume PROFILE…</c>: assumes roles and reports the sessions, without their secrets.</summary>
internal static class AssumeVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var profiles = CommonOptions.Profiles();
        var verb = new Command("assume", "Assume one or more roles and report the result.") { profiles };
        var options = new AssumeOptions(verb);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var sessions = services.GetRequiredService<SessionService>();
                var targets = new List<AssumeTarget>();
                foreach (var profile in parsed.GetRequiredValue(profiles))
                {
                    targets.Add(await options.GetTargetAsync(parsed, profile, cancellationToken).ConfigureAwait(false));
                }

                var session = options.GetSessionOptions(parsed, identify: true);
                var assumed = await options
                    .CreateMfaCodeSource(parsed, console)
                    .RunAsync(
                        code => sessions.AssumeAllAsync(targets, session with { TokenCode = code }, cancellationToken),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                Print(console, AssumeDocument.From(assumed), GlobalOptions.IsJson(parsed));
            }
        );
        return verb;
    }

    private static void Print(IConsole console, AssumeDocument document, bool json)
    {
        if (json)
        {
            CommandLineJson.Print(console, document);
            return;
        }

        foreach (var session in document.Sessions)
        {
            console.Out.WriteLine(
                DisplayText.Line($"{session.Profile}: {session.Arn}{Phrases.Until(session.Expiration)}")
            );
        }
    }
}
