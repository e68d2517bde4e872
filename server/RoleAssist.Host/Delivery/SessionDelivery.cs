using Microsoft.Extensions.Logging;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Delivery;

/// <summary>Hands sessions of this process over to programs, each in the way that suits where it goes.</summary>
internal sealed partial class SessionDelivery(
    SessionRegistry registry,
    DeliveryChooser chooser,
    ICredentialEndpoint endpoint,
    ProfileFiles files,
    ProcessEnvironment environment,
    SessionAuditor auditor,
    ILogger<SessionDelivery> logger)
{
    /// <summary>What to change in an environment that is to have the session.</summary>
    /// <exception cref="RoleAssistException">There is no such session, or it has expired.</exception>
    public async Task<(DeliveryChoice Choice, IReadOnlyList<EnvironmentChange> Changes)> DeliverAsync(
        SessionId id, EnvironmentUse use, DeliveryMode wished, CancellationToken cancellationToken)
    {
        var session = registry.GetLive(id);
        var choice = await chooser.ChooseAsync(wished, use, session.Chain.Region, plan: null, cancellationToken).ConfigureAwait(false);
        LogChoice(session.Profile, choice.Mode, wished, use, choice.Reason);
        var given = await GiveAsync(session, choice.Mode, cancellationToken).ConfigureAwait(false);
        return (choice, EnvironmentLayer.Over(environment, use, given));
    }

    /// <summary>What to set in a shell that is already running, and that lays it over what it has by itself.</summary>
    /// <exception cref="RoleAssistException">Likewise.</exception>
    public async Task<IReadOnlyList<EnvironmentChange>> GiveToShellAsync(SessionId id, DeliveryMode wished, CancellationToken cancellationToken)
    {
        var session = registry.GetLive(id);
        var choice = await chooser.ChooseAsync(wished, EnvironmentUse.Terminal, session.Chain.Region, plan: null, cancellationToken).ConfigureAwait(false);
        return [.. await GiveAsync(session, choice.Mode, cancellationToken).ConfigureAwait(false)];
    }

    private async Task<IEnumerable<EnvironmentChange>> GiveAsync(Session session, DeliveryMode mode, CancellationToken cancellationToken)
    {
        if (mode == DeliveryMode.Environment)
        {
            // The endpoint tells of what it hands out itself.
            auditor.HandedOut(session, Deliveries.Environment);
            return EnvironmentDelivery.Of(session);
        }

        var grant = await endpoint.GrantAsync(session.Id, cancellationToken).ConfigureAwait(false);
        return mode == DeliveryMode.Profile
            ? ProfileDelivery.Of(session, grant, await WriteAsync(session, cancellationToken).ConfigureAwait(false))
            : EndpointDelivery.Of(session, grant);
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
                "Free some space on that disk, name another folder with ROLEASSIST_STATE_FOLDER, or use the delivery 'environment'.",
                fault)
            { Profile = session.Profile };
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Profile '{Profile}' is delivered by {Mode} ({Wished} was asked for, use {Use}): {Reason}")]
    private partial void LogChoice(string profile, DeliveryMode mode, DeliveryMode wished, EnvironmentUse use, string reason);
}
