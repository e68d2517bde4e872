using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>env PROFILE --shell SHELL</c>: statements that give a running shell a role, or take it away.</summary>
internal static class EnvVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var profile = CommonOptions.Profile();
        profile.Arity = ArgumentArity.ZeroOrOne;
        var shell = new Option<string>("--shell") { Description = "The shell that evaluates the statements.", Required = true };
        shell.AcceptOnlyFromAmong([.. ShellSyntax.Shells]);
        var unset = new Option<bool>("--unset") { Description = "Remove what was set." };
        var verb = new Command("env", "Print statements that set a role's credentials in a shell, for eval or Invoke-Expression.") { profile, shell, unset };
        var options = new AssumeOptions(verb);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var target = options.TargetOf(parsed, parsed.GetValue(profile));
            var codes = options.MfaCodeSourceOf(parsed, console);
            var changes = parsed.GetValue(unset)
                ? Removal(services, target)
                : await AssumeAsync(services, target, options.SessionOptionsOf(parsed, identify: false), codes, cancellationToken).ConfigureAwait(false);
            var statements = ShellSyntax.Write(parsed.GetRequiredValue(shell), changes);
            await console.Out.WriteAsync(statements).ConfigureAwait(false);
        });
        return verb;
    }

    private static async Task<IReadOnlyList<EnvironmentChange>> AssumeAsync(
        IServiceProvider services, AssumeTarget target, SessionOptions session, MfaCodeSource codes, CancellationToken cancellationToken)
    {
        if (target is { Profile: null, RoleArn: null })
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, "Name a PROFILE whose credentials to print.", "See: roleassist env --help");
        }

        var handler = services.GetRequiredService<AssumeHandler>();
        var assumed = await codes.RunAsync(code => handler.HandleAsync(target, session with { TokenCode = code }, cancellationToken)).ConfigureAwait(false);
        services.GetRequiredService<SessionAuditor>().HandedOut(assumed, Deliveries.Environment);
        return EnvironmentDelivery.Of(assumed);
    }

    private static IReadOnlyList<EnvironmentChange> Removal(IServiceProvider services, AssumeTarget target) =>
        EnvironmentDelivery.Removal(target.Profile is null ? null : Resolve(services, target));

    private static RoleChain Resolve(IServiceProvider services, AssumeTarget target) =>
        services.GetRequiredService<RoleChainResolver>().Resolve(services.GetRequiredService<IProfileStore>().Load(), target);
}
