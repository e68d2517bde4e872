using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Processes;
using RoleAssist.Host.Rpc.Client;
using RoleAssist.Host.State;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>exec PROFILE -- CMD …</c>: runs a program with a role's credentials. By default they are in its environment,
/// which every tool supports. With the deliveries that keep them fresh, a host serves them for as long as the program
/// runs.
/// </summary>
internal static class ExecVerb
{
    public static Command Create(IServiceProvider services, IConsole console, IReadOnlyList<string> command)
    {
        var profile = CommonOptions.Profile();
        var delivery = CommonOptions.Delivery(
            DeliveryMode.Auto,
            DeliveryMode.Environment,
            DeliveryMode.Endpoint,
            DeliveryMode.Profile
        );
        var verb = new Command(
            "exec",
            "Run a command with a role's credentials: roleassist exec PROFILE -- CMD ... With endpoint and profile, the "
                + "credentials stop working when CMD exits: use --delivery environment if CMD starts a background process, such "
                + "as a tmux server."
        )
        {
            profile,
            delivery,
        };
        var options = new AssumeOptions(verb);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (command.Count == 0)
                {
                    throw new RoleAssistException(
                        ErrorCode.InvalidArgument,
                        "There is no command to run.",
                        "Specify it after --: roleassist exec PROFILE -- aws sts get-caller-identity"
                    );
                }

                await CommandSearch
                    .RequireAsync(command[0], Environment.GetEnvironmentVariable("PATH"), cancellationToken)
                    .ConfigureAwait(false);
                var target = await options
                    .GetTargetAsync(parsed, parsed.GetRequiredValue(profile), cancellationToken)
                    .ConfigureAwait(false);
                var session = options.GetSessionOptions(parsed, identify: false);
                var requested = parsed.GetValue(delivery);
                var choice = await services
                    .GetRequiredService<FishUniversalVariables>()
                    .ChooseAsync(
                        command,
                        requested,
                        await ChooseAsync(services, target, session, requested, cancellationToken)
                            .ConfigureAwait(false),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                var quiet = GlobalOptions.IsQuiet(parsed);
                if (requested == DeliveryMode.Auto && !quiet)
                {
                    await console
                        .Error.WriteLineAsync(DisplayText.Line($"delivery {choice.Mode.ToName()}: {choice.Reason}"))
                        .ConfigureAwait(false);
                }

                if (choice.Warning is { } warning && !quiet)
                {
                    await console.Error.WriteLineAsync(DisplayText.Line($"warning: {warning}")).ConfigureAwait(false);
                }

                var codes = options.CreateMfaCodeSource(parsed, console);
                var changes =
                    choice.Mode == DeliveryMode.Environment
                        ? await AssumeAsync(services, target, session, codes, cancellationToken).ConfigureAwait(false)
                        : await KeepAsync(services, target, session, codes, choice.Mode, cancellationToken)
                            .ConfigureAwait(false);
                return await ChildProcess.RunAsync(command, changes).ConfigureAwait(false);
            }
        );
        return verb;
    }

    private static async Task<DeliveryChoice> ChooseAsync(
        IServiceProvider services,
        AssumeTarget target,
        SessionOptions session,
        DeliveryMode requested,
        CancellationToken cancellationToken
    )
    {
        // The host that serves the session renews it, so the plan assumes renewal.
        var plan =
            requested == DeliveryMode.Auto
                ? await services
                    .GetRequiredService<SessionService>()
                    .PlanAsync([target], session with { WillRenew = true }, cancellationToken)
                    .ConfigureAwait(false)
                : null;
        return await services
            .GetRequiredService<DeliveryChooser>()
            .ChooseAsync(
                requested,
                EnvironmentUse.Command,
                plan?.Sessions[0].Chain.Region,
                plan?.Sessions[0],
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<EnvironmentChange>> AssumeAsync(
        IServiceProvider services,
        AssumeTarget target,
        SessionOptions options,
        MfaCodeSource codes,
        CancellationToken cancellationToken
    )
    {
        var handOut = services.GetRequiredService<CredentialHandOut>();
        var session = await codes
            .RunAsync(
                code =>
                    handOut.HandOutAsync(
                        target,
                        options with
                        {
                            TokenCode = code,
                        },
                        Deliveries.Environment,
                        cancellationToken
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        await services.GetRequiredService<FileAuditTrail>().DrainAsync().ConfigureAwait(false);
        return EnvironmentLayer.Apply(
            services.GetRequiredService<ProcessEnvironment>(),
            EnvironmentUse.Command,
            EnvironmentDelivery.GetVariables(session)
        );
    }

    private static async Task<IReadOnlyList<EnvironmentChange>> KeepAsync(
        IServiceProvider services,
        AssumeTarget target,
        SessionOptions options,
        MfaCodeSource codes,
        DeliveryMode mode,
        CancellationToken cancellationToken
    )
    {
        using var keeper = await KeepAliveHost
            .StartAsync(
                services.GetRequiredService<HostExecutable>(),
                services.GetRequiredService<SessionAuditor>().Requester,
                cancellationToken
            )
            .ConfigureAwait(false);
        var session = await codes
            .RunAsync(
                code => keeper.AssumeAsync(target, options.Preference, code, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        return await keeper.DeliverAsync(session, mode, cancellationToken).ConfigureAwait(false);
    }
}
