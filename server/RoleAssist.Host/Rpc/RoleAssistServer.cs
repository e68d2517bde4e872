using RoleAssist.Contracts;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Lifetime;
using CallerIdentity = RoleAssist.Contracts.CallerIdentity;
using SessionsSnapshot = RoleAssist.Contracts.SessionsSnapshot;

namespace RoleAssist.Host.Rpc;

/// <summary>Answers the wire's requests: translates, calls the use case, translates back.</summary>
internal sealed class RoleAssistServer(
    ServerLifecycle lifecycle,
    ProfileCatalog catalog,
    AssumeHandler assume,
    CallerIdentityHandler callerIdentity,
    SessionRegistry registry) : IRoleAssistServer
{
    public Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancellationToken)
    {
        lifecycle.Initialize(request.ProcessId);
        return Task.FromResult(new InitializeResult(
            new ServerCapabilities(),
            new ServerInfo(ProductInfo.Name, ProductInfo.Version)));
    }

    public void Initialized(InitializedParams request)
    {
    }

    public Task ShutdownAsync(CancellationToken cancellationToken)
    {
        lifecycle.ShutDown();
        registry.EndAll();
        return Task.CompletedTask;
    }

    public void Exit() => lifecycle.Exit();

    public Task<ProfileList> ListProfilesAsync(ListProfilesParams request, CancellationToken cancellationToken) =>
        Task.FromResult(catalog.List().ToWire());

    public async Task<AssumeResult> AssumeAsync(AssumeParams request, CancellationToken cancellationToken)
    {
        var session = await assume.HandleAsync(request.ToTarget(), request.TokenCode, cancellationToken).ConfigureAwait(false);
        return new AssumeResult(session.ToWire(registry.Snapshot.Time));
    }

    public Task EndSessionAsync(EndSessionParams request, CancellationToken cancellationToken)
    {
        registry.End(new SessionId(request.SessionId));
        return Task.CompletedTask;
    }

    public Task<SessionsSnapshot> ListSessionsAsync(ListSessionsParams request, CancellationToken cancellationToken) =>
        Task.FromResult(registry.Snapshot.ToWire());

    public Task<TerminalEnvironment> GetTerminalEnvironmentAsync(GetTerminalEnvironmentParams request, CancellationToken cancellationToken)
    {
        var session = registry.GetLive(new SessionId(request.SessionId));
        return Task.FromResult(new TerminalEnvironment(
            [.. EnvironmentDelivery.Of(session).Select(change => new EnvironmentVariable(change.Name, change.Value))]));
    }

    public async Task<CallerIdentity> GetCallerIdentityAsync(GetCallerIdentityParams request, CancellationToken cancellationToken)
    {
        var session = registry.GetLive(new SessionId(request.SessionId));
        var caller = await callerIdentity.HandleAsync(session, cancellationToken).ConfigureAwait(false);
        return caller.ToWire();
    }
}
