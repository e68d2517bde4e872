using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Lifetime;
using CallerIdentity = RoleAssist.Contracts.CallerIdentity;
using SessionsSnapshot = RoleAssist.Contracts.SessionsSnapshot;

namespace RoleAssist.Host.Rpc;

/// <summary>Answers the wire's requests: translates, calls the use case, translates back.</summary>
internal sealed class RoleAssistServer(
    ServerLifecycle lifecycle,
    ClientSettings settings,
    ProfileCatalog catalog,
    AssumeHandler assume,
    CallerIdentityHandler callerIdentity,
    SessionRegistry registry,
    SessionAuditor auditor) : IRoleAssistServer
{
    public Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancellationToken)
    {
        settings.Apply(request);
        lifecycle.Watch(request.ProcessId);
        return Task.FromResult(new InitializeResult(
            new ServerCapabilities(),
            new ServerInfo(ProductInfo.Name, ProductInfo.Version)));
    }

    public void Initialized(InitializedParams request)
    {
    }

    public Task ShutdownAsync(CancellationToken cancellationToken)
    {
        registry.EndAll();
        return Task.CompletedTask;
    }

    public void Exit() => lifecycle.Exit();

    public Task<ProfileList> ListProfilesAsync(ListProfilesParams request, CancellationToken cancellationToken) =>
        Task.FromResult(catalog.List().ToWire(settings.Production));

    public async Task<AssumeResult> AssumeAsync(AssumeParams request, CancellationToken cancellationToken)
    {
        var options = settings.SessionOptionsFor(request);
        var session = await assume.HandleAsync(request.ToTarget(), options, cancellationToken).ConfigureAwait(false);
        return Answer(session);
    }

    public async Task<AssumeResult> RefreshSessionAsync(RefreshSessionParams request, CancellationToken cancellationToken)
    {
        var options = settings.SessionOptionsFor(request);
        var session = await assume.RefreshAsync(new SessionId(request.SessionId), options, cancellationToken).ConfigureAwait(false);
        return Answer(session);
    }

    public Task EndSessionAsync(EndSessionParams request, CancellationToken cancellationToken)
    {
        registry.End(new SessionId(request.SessionId));
        return Task.CompletedTask;
    }

    public Task<SessionsSnapshot> ListSessionsAsync(ListSessionsParams request, CancellationToken cancellationToken) =>
        Task.FromResult(registry.Snapshot.ToWire(settings.Production));

    public Task<TerminalEnvironment> GetTerminalEnvironmentAsync(GetTerminalEnvironmentParams request, CancellationToken cancellationToken)
    {
        var session = registry.GetLive(new SessionId(request.SessionId));
        auditor.HandedOut(session, Deliveries.Environment);
        return Task.FromResult(new TerminalEnvironment(
            [.. EnvironmentDelivery.Of(session).Select(change => new EnvironmentVariable(change.Name, change.Value))],
            DeliveryMode.Environment,
            "The keys are in the terminal's environment."));
    }

    public Task<TerminalStatement> GetTerminalStatementAsync(GetTerminalStatementParams request, CancellationToken cancellationToken) =>
        throw new RoleAssistException(Core.Errors.ErrorCode.InvalidArgument, "Running shells cannot be given a role yet.");

    public async Task<CallerIdentity> GetCallerIdentityAsync(GetCallerIdentityParams request, CancellationToken cancellationToken)
    {
        var session = registry.GetLive(new SessionId(request.SessionId));
        var caller = await callerIdentity.HandleAsync(session, cancellationToken).ConfigureAwait(false);
        return caller.ToWire();
    }

    private AssumeResult Answer(Session session) =>
        registry.Snapshot is var now && now.Entries.FirstOrDefault(entry => entry.Id == session.Id) is { } entry
            ? new AssumeResult(entry.ToWire(now.Time, settings.Production))
            : throw new RoleAssistException(Core.Errors.ErrorCode.SessionNotFound, "The session was ended while it was made.");
}
