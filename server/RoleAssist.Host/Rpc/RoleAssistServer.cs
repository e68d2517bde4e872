using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Sandbox;
using CallerIdentity = RoleAssist.Contracts.CallerIdentity;
using DiagnosticsReport = RoleAssist.Contracts.DiagnosticsReport;
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
    SessionAuditor auditor,
    GenerateCodeHandler generateCode,
    SetUpProfileHandler setUpProfile,
    DiagnosticsHandler diagnostics,
    EditorSandbox sandbox) : IRoleAssistServer
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
        Task.FromResult(catalog.List().ToWire());

    public async Task<AssumeResult> AssumeAsync(AssumeParams request, CancellationToken cancellationToken)
    {
        var options = settings.SessionOptionsFor(request);
        var session = await assume.HandleAsync(request.ToTarget(), options, cancellationToken).ConfigureAwait(false);
        return registry.Snapshot is var now && now.Entries.FirstOrDefault(entry => entry.Id == session.Id) is { } entry
            ? new AssumeResult(entry.ToWire(now.Time))
            : throw new RoleAssistException(Core.Errors.ErrorCode.SessionNotFound, "The session was ended while it was made.");
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

    public Task<CodeTemplateList> ListCodeTemplatesAsync(ListCodeTemplatesParams request, CancellationToken cancellationToken) =>
        Task.FromResult(CodeLanguages.All.ToWire());

    public Task<CodeResult> GenerateCodeAsync(GenerateCodeParams request, CancellationToken cancellationToken) =>
        Task.FromResult(generateCode.Handle(request.ToCore()).ToWire());

    public Task<HardCodedKeyList> FindHardCodedKeysAsync(FindHardCodedKeysParams request, CancellationToken cancellationToken)
    {
        var language = CodeLanguages.All.FirstOrDefault(language => request.Language is { } name && language.IsCalled(name));
        return Task.FromResult(HardCodedKeys.Find(request.Text, language?.Syntax).ToWire());
    }

    public Task<SetUpProfileResult> SetUpProfileAsync(SetUpProfileParams request, CancellationToken cancellationToken)
    {
        var place = setUpProfile.Handle(request.ToDraft());
        return Task.FromResult(new SetUpProfileResult(place.File, place.Line));
    }

    public async Task<DiagnosticsReport> RunDiagnosticsAsync(RunDiagnosticsParams request, CancellationToken cancellationToken)
    {
        var report = await diagnostics.HandleAsync(request.Editor ?? new Dictionary<string, string>(), cancellationToken).ConfigureAwait(false);
        return report.ToWire();
    }

    public async Task<SandboxInfo> StartSandboxAsync(StartSandboxParams request, CancellationToken cancellationToken)
    {
        var (profiles, mfaSerial) = await sandbox.StartAsync(cancellationToken).ConfigureAwait(false);
        return new SandboxInfo(profiles, mfaSerial);
    }

    public Task StopSandboxAsync(StopSandboxParams request, CancellationToken cancellationToken) => sandbox.StopAsync(cancellationToken);

    public async Task<SandboxCode> GetSandboxCodeAsync(GetSandboxCodeParams request, CancellationToken cancellationToken) =>
        new(await sandbox.GetCodeAsync(request.MfaSerial, cancellationToken).ConfigureAwait(false));
}
