using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Delivery.Shells;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>env PROFILE --shell SHELL</c>: prints statements that set or remove a role's credentials in a running shell. The
/// verb runs in that shell, so its environment shows which variables another role has set.
/// </summary>
internal static class EnvVerb
{
    private const string Name = "env";
    private const string ShellOption = "--shell";

    /// <summary>Every PowerShell sets this variable for its child processes.</summary>
    private const string PowerShellVariable = "PSModulePath";

    public static Command Create(IServiceProvider services, IConsole console)
    {
        var profile = CommonOptions.Profile();
        profile.Arity = ArgumentArity.ZeroOrOne;
        var shell = new Option<string?>(ShellOption)
        {
            Description = "The shell or format to write statements for.",
            HelpName = string.Join('|', ShellSyntax.Shells),
        };
        shell.AcceptOnlyFromAmong([.. ShellSyntax.Shells]);
        var unset = new Option<bool>("--unset") { Description = "Print statements that remove the credentials." };
        var ticket = new Option<string?>("--ticket")
        {
            Description = "A one-time, short-lived ticket that an editor issued for this shell.",
        };
        var verb = new Command(
            Name,
            "Print statements that set a role's credentials in a shell: for eval in bash and zsh, source in fish, Invoke-Expression in PowerShell, "
                + "for /f in cmd, from json | load-env in nu."
        )
        {
            profile,
            shell,
            unset,
            ticket,
        };
        var options = new AssumeOptions(verb);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var syntax = GlobalOptions.IsJson(parsed)
                    ? "json"
                    : parsed.GetValue(shell)
                        ?? throw new RoleAssistException(
                            ErrorCode.InvalidArgument,
                            $"Option '{ShellOption}' is required.",
                            "Run 'roleassist env --help'."
                        );
                var target = await options
                    .GetTargetAsync(parsed, parsed.GetValue(profile), cancellationToken)
                    .ConfigureAwait(false);
                var codes = options.CreateMfaCodeSource(parsed, console);
                var given = (parsed.GetValue(unset), parsed.GetValue(ticket)) switch
                {
                    (true, _) => [],
                    (_, { } one) => await EndpointClient.RedeemAsync(one, cancellationToken).ConfigureAwait(false),
                    _ => await AssumeAsync(
                            services,
                            target,
                            options.GetSessionOptions(parsed, identify: false),
                            codes,
                            cancellationToken
                        )
                        .ConfigureAwait(false),
                };
                var changes = EnvironmentLayer.Apply(
                    services.GetRequiredService<ProcessEnvironment>(),
                    EnvironmentUse.Terminal,
                    given,
                    parsed.GetValue(unset)
                        ? await OwnOfAsync(services, target, cancellationToken).ConfigureAwait(false)
                        : []
                );
                await console.Out.WriteAsync(ShellSyntax.Write(syntax, changes)).ConfigureAwait(false);
            }
        );
        return verb;
    }

    /// <summary>
    /// Returns what to print when a command line fails whose output a shell evaluates, even if it could not be parsed:
    /// a statement that fails in that shell. Empty for any other command line.
    /// </summary>
    public static string FailureOf(IReadOnlyList<string> args, ProcessEnvironment environment)
    {
        var named =
            args.SkipWhile(arg => arg != ShellOption).Skip(1).FirstOrDefault()
            ?? args.FirstOrDefault(arg =>
                arg.StartsWith(ShellOption + '=', StringComparison.Ordinal)
                || arg.StartsWith(ShellOption + ':', StringComparison.Ordinal)
            )?[(ShellOption.Length + 1)..];
        var isEnv = named is not null || args.FirstOrDefault(arg => !arg.StartsWith('-')) == Name;
        return (isEnv, GlobalOptions.IsJson(args), named) switch
        {
            (false, _, _) or (_, true, _) => "",
            (_, _, { } shell) when ShellSyntax.Shells.Contains(shell) => ShellSyntax.Failure(shell),
            _ => ShellSyntax.Failure(environment.IsSet(PowerShellVariable) ? "pwsh" : "sh"),
        };
    }

    private static async Task<IEnumerable<EnvironmentChange>> AssumeAsync(
        IServiceProvider services,
        AssumeTarget target,
        SessionOptions session,
        MfaCodeSource codes,
        CancellationToken cancellationToken
    )
    {
        if (target is { Profile: null, RoleArn: null })
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "Specify a PROFILE.",
                "Run 'roleassist env --help'."
            );
        }

        var handOut = services.GetRequiredService<CredentialHandOut>();
        return EnvironmentDelivery.GetVariables(
            await codes
                .RunAsync(
                    code =>
                        handOut.HandOutAsync(
                            target,
                            session with
                            {
                                TokenCode = code,
                            },
                            Deliveries.Environment,
                            cancellationToken
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false)
        );
    }

    /// <summary>Returns the names of the variables that a profile's settings add to those of every session.</summary>
    private static async Task<IEnumerable<string>> OwnOfAsync(
        IServiceProvider services,
        AssumeTarget target,
        CancellationToken cancellationToken
    )
    {
        if (target.Profile is null)
        {
            return [];
        }

        var profiles = await services
            .GetRequiredService<IProfileStore>()
            .LoadAsync(cancellationToken)
            .ConfigureAwait(false);
        return services
            .GetRequiredService<RoleChainResolver>()
            .Resolve(profiles, target)
            .Endpoints.Variables.Select(variable => variable.Key);
    }
}
