using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Processes;
using RoleAssist.Host.State;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>exec PROFILE -- CMD …</c>: a program with a role's credentials.</summary>
internal static class ExecVerb
{
    public static Command Create(IServiceProvider services, IConsole console, IReadOnlyList<string> command)
    {
        var profile = CommonOptions.Profile();
        var verb = new Command("exec", "Run a command with a role's credentials: roleassist exec PROFILE -- CMD ...") { profile };
        var options = new AssumeOptions(verb);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            if (command.Count == 0)
            {
                throw new RoleAssistException(ErrorCode.InvalidArgument, "There is no command to run.", "Put it after --, as in: roleassist exec PROFILE -- aws sts get-caller-identity");
            }

            var target = options.TargetOf(parsed, parsed.GetRequiredValue(profile));
            var handler = services.GetRequiredService<AssumeHandler>();
            var session = await options.MfaCodeSourceOf(parsed, console)
                .RunAsync(code => handler.HandleAsync(target, options.SessionOptionsOf(parsed, identify: false) with { TokenCode = code }, cancellationToken))
                .ConfigureAwait(false);
            services.GetRequiredService<SessionAuditor>().HandedOut(session, Deliveries.Environment);
            await services.GetRequiredService<FileAuditTrail>().DrainAsync().ConfigureAwait(false);
            return await ChildProcess.RunAsync(command, EnvironmentDelivery.Of(session)).ConfigureAwait(false);
        });
        return verb;
    }
}
