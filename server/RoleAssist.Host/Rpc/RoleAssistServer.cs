using RoleAssist.Contracts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Delivery.Shells;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Documents;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Logging;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.Sandbox;
using CallerIdentity = RoleAssist.Contracts.CallerIdentity;
using DiagnosticsReport = RoleAssist.Contracts.DiagnosticsReport;
using SessionsSnapshot = RoleAssist.Contracts.SessionsSnapshot;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// Implements the wire contract: maps each request to Core, calls the use case and maps the result back.
/// </summary>
internal sealed partial class RoleAssistServer(
    ServerLifecycle lifecycle,
    CurrentClient client,
    ProfileCatalog catalog,
    SessionService sessions,
    CallerIdentityHandler callerIdentity,
    SessionRegistry registry,
    SessionEnder ender,
    HostInstance instance,
    HostContinuity continuity,
    KeepingRemark remark,
    SessionDelivery delivery,
    TerminalTickets tickets,
    HostExecutable executable,
    GenerateCodeHandler generateCode,
    SetUpProfileHandler setUpProfile,
    DiagnosticsHandler diagnostics,
    EditorSandbox sandbox,
    VaultRequests vault,
    IRunRequests runs,
    SignInRequests signIns,
    Func<PopulateService> populate,
    LogLevelSwitch logLevel,
    Func<KeyRotation> rotation,
    Func<ConsoleRequests> console,
    AwsFileUris awsFiles,
    AgentRequests agents
) : IRoleAssistServer
{
    private volatile ClientSettings _settings = ClientSettings.Default;

    /// <summary>The client's settings: those of a client that sent none, until <c>initialize</c>.</summary>
    public ClientSettings Settings => _settings;

    /// <summary>The name of this host, which every snapshot carries.</summary>
    public string HostId => instance.Id;

    public Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancellationToken)
    {
        _settings = new ClientSettings(request);
        client.Options = _settings.Client;

        // A host that serves a single command has nobody who could be asked.
        agents.Approvals.CanAsk = !_settings.OutlivesConnection && _settings.AnswersApprovals;
        logLevel.Set(request.Trace);
        lifecycle.Watch(request.ProcessId);
        return Task.FromResult(
            new InitializeResult(
                LanguageCapabilities.For(_settings, awsFiles.All()),
                new ServerInfo(ProductInfo.Name, ProductInfo.Version)
            )
        );
    }

    public void Initialized(InitializedParams request) { }

    public void SetTrace(SetTraceParams request) => logLevel.Set(request.Value);

    public Task ShutdownAsync(CancellationToken cancellationToken)
    {
        runs.CancelAll();
        registry.EndAll();
        return Task.CompletedTask;
    }

    public void Exit() => lifecycle.Exit();

    public async Task<ProfileList> ListProfilesAsync(ListProfilesParams request, CancellationToken cancellationToken)
    {
        var found = await catalog
            .ListAsync(_settings.SessionOptionsFor(new AssumeParams()), cancellationToken)
            .ConfigureAwait(false);
        return found.ToWire(_settings.Production);
    }

    public async Task<AssumeResult> AssumeAsync(AssumeParams request, CancellationToken cancellationToken)
    {
        var options = _settings.SessionOptionsFor(request);
        var session = await sessions.AssumeAsync(request.ToTarget(), options, cancellationToken).ConfigureAwait(false);
        return Answer(session);
    }

    public async Task<AssumeResult> RefreshSessionAsync(
        RefreshSessionParams request,
        CancellationToken cancellationToken
    )
    {
        var options = _settings.SessionOptionsFor(request);
        var session = await sessions
            .RefreshAsync(new SessionId(request.SessionId), options, cancellationToken)
            .ConfigureAwait(false);
        return Answer(session);
    }

    public Task EndSessionAsync(EndSessionParams request, CancellationToken cancellationToken) =>
        ender.EndAsync(new SessionId(request.SessionId), cancellationToken);

    public Task<SessionsSnapshot> ListSessionsAsync(ListSessionsParams request, CancellationToken cancellationToken) =>
        Task.FromResult(registry.Snapshot.ToWire(_settings.Production, instance.Id));

    public async Task<RestoredSessions> RestoreSessionsAsync(
        RestoreSessionsParams request,
        CancellationToken cancellationToken
    )
    {
        var options = _settings.SessionOptionsFor(new AssumeParams());
        var restored = await continuity.TakeOverAsync(request.HostId, options, cancellationToken).ConfigureAwait(false);
        var now = registry.Snapshot.Time;
        return new RestoredSessions([.. restored.Select(entry => entry.ToWire(now, _settings.Production))]);
    }

    public async Task<TerminalEnvironment> GetTerminalEnvironmentAsync(
        GetTerminalEnvironmentParams request,
        CancellationToken cancellationToken
    )
    {
        var (choice, changes) = await delivery
            .DeliverAsync(
                new SessionId(request.SessionId),
                (request.Use ?? Contracts.EnvironmentUse.Terminal).ToCore(),
                _settings.DeliveryFor(request.Delivery),
                cancellationToken
            )
            .ConfigureAwait(false);
        var survives =
            choice.Mode == Core.Delivery.DeliveryMode.Profile
            && await delivery
                .SurvivesAsync(registry.GetUnexpired(new SessionId(request.SessionId)), cancellationToken)
                .ConfigureAwait(false);
        return choice.ToWire(changes) with { SurvivesReload = survives };
    }

    public async Task<TerminalStatement> GetTerminalStatementAsync(
        GetTerminalStatementParams request,
        CancellationToken cancellationToken
    )
    {
        // Reject an unknown shell before issuing a ticket.
        var removal = TypedStatements.Write(request.Shell, executable.Path, "--unset");
        if (request.SessionId is null)
        {
            return new TerminalStatement(removal);
        }

        var session = registry.GetUnexpired(new SessionId(request.SessionId));
        var requested = _settings.DeliveryFor(request.Delivery);
        var ticket = await tickets
            .IssueAsync(session, stop => delivery.DeliverToShellAsync(session.Id, requested, stop), cancellationToken)
            .ConfigureAwait(false);
        return new TerminalStatement(TypedStatements.Write(request.Shell, executable.Path, $"--ticket {ticket}"));
    }

    public async Task<CallerIdentity> GetCallerIdentityAsync(
        GetCallerIdentityParams request,
        CancellationToken cancellationToken
    )
    {
        var session = registry.GetUnexpired(new SessionId(request.SessionId));
        var caller = await callerIdentity.HandleAsync(session, cancellationToken).ConfigureAwait(false);
        return caller.ToWire();
    }

    public Task<CodeTemplateList> ListCodeTemplatesAsync(
        ListCodeTemplatesParams request,
        CancellationToken cancellationToken
    ) => Task.FromResult(CodeLanguages.All.ToWire());

    public async Task<CodeResult> GenerateCodeAsync(GenerateCodeParams request, CancellationToken cancellationToken)
    {
        var code = await generateCode.HandleAsync(request.ToCore(), cancellationToken).ConfigureAwait(false);
        return code.ToWire();
    }

    /// <remarks>Runs on the thread pool so that a long document does not block the dispatcher.</remarks>
    public Task<HardCodedKeyList> FindHardCodedKeysAsync(
        FindHardCodedKeysParams request,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                var language = CodeLanguages.All.FirstOrDefault(language =>
                    request.Language is { } name && language.IsCalled(name)
                );
                return HardCodedKeys.Find(request.Text, language?.Syntax, cancellationToken).ToWire();
            },
            cancellationToken
        );

    public async Task<SetUpProfileResult> SetUpProfileAsync(
        SetUpProfileParams request,
        CancellationToken cancellationToken
    )
    {
        var place = await setUpProfile.HandleAsync(request.ToDraft(), cancellationToken).ConfigureAwait(false);
        return new SetUpProfileResult(place.File, place.Line);
    }

    public async Task<DiagnosticsReport> RunDiagnosticsAsync(
        RunDiagnosticsParams request,
        CancellationToken cancellationToken
    )
    {
        // The checks access folders and sockets, any of which may be slow.
        var report = await Task.Run(
                () => diagnostics.HandleAsync(request.Editor ?? new Dictionary<string, string>(), cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        return report.ToWire();
    }

    public async Task<SandboxInfo> StartSandboxAsync(StartSandboxParams request, CancellationToken cancellationToken)
    {
        var (profiles, mfaSerial) = await sandbox.StartAsync(cancellationToken).ConfigureAwait(false);
        return new SandboxInfo(profiles, mfaSerial);
    }

    public Task StopSandboxAsync(StopSandboxParams request, CancellationToken cancellationToken) =>
        sandbox.StopAsync(cancellationToken);

    public async Task<SandboxCode> GetSandboxCodeAsync(
        GetSandboxCodeParams request,
        CancellationToken cancellationToken
    ) => new(await sandbox.GetCodeAsync(request.MfaSerial, cancellationToken).ConfigureAwait(false));

    private AssumeResult Answer(Session session) =>
        registry.Snapshot is var now && now.Entries.FirstOrDefault(entry => entry.Id == session.Id) is { } entry
            ? new AssumeResult(entry.ToWire(now.Time, _settings.Production), remark.Take())
            : throw new RoleAssistException(
                Core.Errors.ErrorCode.SessionNotFound,
                "The session was ended before it could be created."
            );
}
