using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>whoami [PROFILE]</c>: prints the caller identity that AWS reports.</summary>
internal static class WhoamiVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var profile = CommonOptions.Profile();
        profile.Arity = ArgumentArity.ZeroOrOne;
        profile.Description += CommonOptions.DefaultProfileDescription;
        var verb = new Command("whoami", "Print the caller identity that AWS reports.") { profile };
        var options = new AssumeOptions(verb);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var handler = services.GetRequiredService<CallerIdentityHandler>();
                var target = await options
                    .GetTargetAsync(parsed, parsed.GetValue(profile), cancellationToken)
                    .ConfigureAwait(false);
                var caller = await options
                    .CreateMfaCodeSource(parsed, console)
                    .RunAsync(
                        code =>
                            handler.HandleAsync(
                                target,
                                options.GetSessionOptions(parsed, identify: true) with
                                {
                                    TokenCode = code,
                                },
                                cancellationToken
                            ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                Print(console, caller, GlobalOptions.IsJson(parsed));
            }
        );
        return verb;
    }

    private static void Print(IConsole console, IdentifiedCaller caller, bool json)
    {
        if (json)
        {
            CommandLineJson.Print(console, caller.ToWire());
        }
        else
        {
            console.Out.WriteLine(
                DisplayText.Line(
                    $"{caller.Identity.Arn} (account {caller.Identity.Account}{Phrases.Until(caller.Expiration)})"
                )
            );
        }
    }
}
