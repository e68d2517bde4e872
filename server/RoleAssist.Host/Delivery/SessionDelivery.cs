using Microsoft.Extensions.Logging;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Host.Delivery;

/// <summary>Delivers sessions of this process to programs, each with the delivery mode that suits its use.</summary>
internal sealed partial class SessionDelivery(
    SessionRegistry registry,
    DeliveryChooser chooser,
    ICredentialEndpoint endpoint,
    ProfileFiles files,
    ProcessEnvironment environment,
    SessionAuditor auditor,
    SessionKeeper keeper,
    ILogger<SessionDelivery> logger
)
{
    private static readonly DeliveryChoice Surviving = new(
        DeliveryMode.Profile,
        "A generated profile provides fresh credentials, and a terminal with it survives a reload of the window."
    );

    /// <summary>Returns the changes that give an environment the session, and how they deliver it.</summary>
    /// <exception cref="RoleAssistException">The session does not exist or has expired.</exception>
    public async Task<(DeliveryChoice Choice, IReadOnlyList<EnvironmentChange> Changes)> DeliverAsync(
        SessionId id,
        EnvironmentUse use,
        DeliveryMode requested,
        CancellationToken cancellationToken
    )
    {
        var session = registry.GetUnexpired(id);
        var choice = await ChooseAsync(session, requested, use, cancellationToken).ConfigureAwait(false);
        LogChoice(session.Profile, choice.Mode, requested, use, choice.Reason);
        var given = await GiveAsync(session, choice.Mode, cancellationToken).ConfigureAwait(false);
        return (choice, EnvironmentLayer.Apply(environment, use, given));
    }

    /// <summary>
    /// Returns the variables for a shell that is already running, which merges them into its own environment.
    /// </summary>
    /// <exception cref="RoleAssistException">The session does not exist or has expired.</exception>
    public async Task<IReadOnlyList<EnvironmentChange>> DeliverToShellAsync(
        SessionId id,
        DeliveryMode requested,
        CancellationToken cancellationToken
    )
    {
        var session = registry.GetUnexpired(id);
        var choice = await ChooseAsync(session, requested, EnvironmentUse.Terminal, cancellationToken)
            .ConfigureAwait(false);
        return [.. await GiveAsync(session, choice.Mode, cancellationToken).ConfigureAwait(false)];
    }

    /// <summary>
    /// Whether a generated profile for a session works after a restart of the host: the session is kept, and the
    /// address is the local socket's, which needs no token.
    /// </summary>
    public async Task<bool> SurvivesAsync(Session session, CancellationToken cancellationToken) =>
        SessionKeeper.IsKeepable(session.Chain)
        && await keeper.GetStateAsync(new SessionOptions(), cancellationToken).ConfigureAwait(false) == KeepingState.On
        && (await endpoint.GrantAsync(session.Id, cancellationToken).ConfigureAwait(false)).LocalAddress is not null;

    private async Task<DeliveryChoice> ChooseAsync(
        Session session,
        DeliveryMode requested,
        EnvironmentUse use,
        CancellationToken cancellationToken
    )
    {
        var choice = await chooser
            .ChooseAsync(requested, use, session.Chain.Region, plan: null, cancellationToken)
            .ConfigureAwait(false);
        return
            (requested, use, choice.Mode) is (DeliveryMode.Auto, EnvironmentUse.Terminal, DeliveryMode.Endpoint)
            && await SurvivesAsync(session, cancellationToken).ConfigureAwait(false)
            ? Surviving
            : choice;
    }

    private async Task<IEnumerable<EnvironmentChange>> GiveAsync(
        Session session,
        DeliveryMode mode,
        CancellationToken cancellationToken
    )
    {
        if (mode == DeliveryMode.Environment)
        {
            // The endpoint itself audits what it hands out.
            auditor.HandedOut(session, Deliveries.Environment);
            return EnvironmentDelivery.GetVariables(session);
        }

        var grant = await endpoint.GrantAsync(session.Id, cancellationToken).ConfigureAwait(false);
        return mode == DeliveryMode.Profile
            ? ProfileDelivery.GetVariables(
                session,
                grant,
                await WriteAsync(session, cancellationToken).ConfigureAwait(false)
            )
            : EndpointDelivery.GetVariables(session, grant);
    }

    private async Task<GeneratedFiles> WriteAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            return await files.WriteAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The generated profile for '{session.Profile}' cannot be written: {fault.Message}",
                "Free disk space, set ROLEASSIST_STATE_FOLDER to another folder, or use the delivery 'environment'.",
                fault
            )
            {
                Profile = session.Profile,
            };
        }
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Profile '{Profile}' is delivered by {Mode} (requested {Requested} for {Use}): {Reason}"
    )]
    private partial void LogChoice(
        string profile,
        DeliveryMode mode,
        DeliveryMode requested,
        EnvironmentUse use,
        string reason
    );
}
