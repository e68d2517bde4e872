using RoleAssist.Core.Agents;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Rpc.Client;
using RoleAssist.Host.State;

namespace RoleAssist.Host.CommandLine;

/// <summary>Gives a role's credentials to a command that this process is about to start.</summary>
internal sealed class CommandDelivery(
    SessionService sessions,
    DeliveryChooser chooser,
    FishUniversalVariables fish,
    CredentialHandOut handOut,
    FileAuditTrail trail,
    ProcessEnvironment environment,
    HostExecutable executable,
    CurrentClient client,
    AgentGuard guard
)
{
    public async Task<DeliveryChoice> ChooseAsync(
        IReadOnlyList<string> command,
        AssumeTarget target,
        SessionOptions session,
        DeliveryMode requested,
        CancellationToken cancellationToken
    )
    {
        if (!guard.IsForPerson)
        {
            return new DeliveryChoice(
                DeliveryMode.Environment,
                "An agent's session ends after an hour and is not renewed."
            );
        }

        // The host that serves the session renews it, so the plan assumes renewal.
        var plan =
            requested == DeliveryMode.Auto
                ? await sessions
                    .PlanAsync([target], session with { WillRenew = true }, cancellationToken)
                    .ConfigureAwait(false)
                : null;
        var planned = plan?.Sessions[0];
        var choice = await chooser
            .ChooseAsync(requested, EnvironmentUse.Command, planned?.Chain.Region, planned, cancellationToken)
            .ConfigureAwait(false);
        return await fish.ChooseAsync(command, requested, choice, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Assumes the role and returns the changes to the command's environment.</summary>
    public Task<IReadOnlyList<EnvironmentChange>> DeliverAsync(
        DeliveryMode mode,
        AssumeTarget target,
        SessionOptions session,
        MfaCodeSource codes,
        CancellationToken cancellationToken
    ) =>
        mode == DeliveryMode.Environment
            ? AssumeAsync(target, session, codes, cancellationToken)
            : KeepAliveAsync(mode, target, session, codes, cancellationToken);

    private async Task<IReadOnlyList<EnvironmentChange>> AssumeAsync(
        AssumeTarget target,
        SessionOptions options,
        MfaCodeSource codes,
        CancellationToken cancellationToken
    )
    {
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

        // The command replaces this process on Unix, and what is not yet written would be lost.
        await trail.DrainAsync().ConfigureAwait(false);
        return EnvironmentLayer.Apply(environment, EnvironmentUse.Command, EnvironmentDelivery.GetVariables(session));
    }

    private async Task<IReadOnlyList<EnvironmentChange>> KeepAliveAsync(
        DeliveryMode mode,
        AssumeTarget target,
        SessionOptions options,
        MfaCodeSource codes,
        CancellationToken cancellationToken
    )
    {
        using var host = await KeepAliveHost
            .StartAsync(executable, client.Options.Requester, options.Keep, cancellationToken)
            .ConfigureAwait(false);
        var session = await codes
            .RunAsync(code => host.AssumeAsync(target, options.Preference, code, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return await host.DeliverAsync(session, mode, cancellationToken).ConfigureAwait(false);
    }
}
