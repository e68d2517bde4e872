using System.Collections;
using AnyAscii;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Aws;
using RoleAssist.Aws.Diagnostics;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Language.Rules;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.SignIn;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.CodeGeneration.Engines;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.CommandLine.Verbs;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Diagnostics;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Processes;
using RoleAssist.Host.Rpc;
using RoleAssist.Host.Sandbox;
using RoleAssist.Host.State;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host;

/// <summary>The composition root: registers the services that JSON-RPC and the command line share.</summary>
/// <remarks>
/// Each registration calls the constructor. The container could select constructors itself, but uses reflection for
/// that, which took half of the host's startup time.
/// </remarks>
internal static partial class Composition
{
    public static IServiceCollection AddRoleAssist(this IServiceCollection services) =>
        services
            .AddTime()
            .AddProfiles()
            .AddAws()
            .AddSessions()
            .AddState()
            .AddVault()
            .AddSignIn()
            .AddRuns()
            .AddKeys()
            .AddRotation()
            .AddConsole()
            .AddSingleton(p => new CodeFactsReader(p.Get<RoleSessionNames>()))
            .AddSingleton(p => new GenerateCodeHandler(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<CodeFactsReader>()
            ))
            .AddSingleton(p => new GenerateEngineHandler(p.Get<IProfileStore>(), p.Get<RoleChainResolver>()))
            .AddEndpoint()
            .AddDelivery()
            .AddDiagnostics();

    private static IServiceCollection AddTime(this IServiceCollection services) =>
        services
            .AddSingleton(p => new SkewCorrectedTime(TimeProvider.System, p.Logger<SkewCorrectedTime>()))
            .AddSingleton<IServerClock>(p => p.Get<SkewCorrectedTime>())
            .AddSingleton<TimeProvider>(p => p.Get<SkewCorrectedTime>())
            .AddSingleton(_ => new Workstation(() => LocalUser.Name, Environment.MachineName))
            .AddSingleton(_ => new ProcessEnvironment(EnvironmentVariables()));

    private static IServiceCollection AddProfiles(this IServiceCollection services) =>
        services
            .AddSingleton(p => new SharedConfigProfileStore(p.Get<ProcessEnvironment>(), p.Get<TimeProvider>()))
            .AddSingleton(p => new CombinedProfileStore(p.Get<SharedConfigProfileStore>()))
            .AddSingleton<IProfileStore>(p => p.Get<CombinedProfileStore>())
            .AddSingleton(p => new EditorSandbox(p.Get<CombinedProfileStore>(), p.Get<SessionRegistry>()))
            .AddSingleton(p => new AwsFilesEditor(
                p.Get<SharedConfigProfileStore>().Files,
                HomeFolder.Find(p.Get<ProcessEnvironment>()),
                p.Get<StateFolder>().GetFilePath,
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new DiskRules(
                p.Get<SharedConfigProfileStore>().Files,
                p.Get<ProcessEnvironment>()["PATH"],
                HomeFolder.Find(p.Get<ProcessEnvironment>())
            ))
            .AddSingleton<IFileFindings>(p => new AwsFileFindings(
                p.Get<SharedConfigProfileStore>(),
                p.Get<DiskRules>(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton<IProfileWriter>(p => new SharedConfigWriter(p.Get<AwsFilesEditor>()))
            .AddSingleton<IProfileWatcher>(p => new SharedConfigWatcher(
                p.Get<SharedConfigProfileStore>(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new RoleChainResolver(p.Get<ProcessEnvironment>()))
            .AddSingleton(p => new ProfileCatalog(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionService>(),
                p.Get<IVaultIndex>(),
                p.Get<TimeProvider>(),
                p.Get<IFileFindings>()
            ))
            .AddSingleton(p => new ExplainHandler(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionService>(),
                p.Get<RoleSessionNames>()
            ))
            .AddSingleton(p => new SetUpProfileHandler(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<IProfileWriter>()
            ));

    private static IServiceCollection AddAws(this IServiceCollection services) =>
        services
            .AddSingleton(p => new AwsHttpClients(
                p.Get<ProcessEnvironment>(),
                inner => Traced(new ServerClockObserver(inner, p.Get<IServerClock>()), p)
            ))
            .AddSingleton(p => new MetadataHttpClients(inner => Traced(inner, p)))
            .AddSingleton(p => new RetryPolicy(p.Get<TimeProvider>()))
            .AddSingleton(p => new SecurityTokenService(
                p.Get<AwsHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<SkewCorrectedTime>()
            ))
            .AddSingleton<ISecurityTokenService>(p => p.Get<SecurityTokenService>())
            .AddSingleton(p => new CredentialProvider(
                p.Get<ProcessEnvironment>(),
                p.Get<RoleSessionNames>(),
                p.Get<AwsHttpClients>(),
                p.Get<MetadataHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<SkewCorrectedTime>(),
                p.Get<VaultKeys>(),
                p.Get<SsoTokens>(),
                p.Get<LoginCache>()
            ))
            .AddSingleton<ICredentialProvider>(p => new AuditedCredentialProvider(
                new LocalCredentialProvider(p.Get<CredentialProvider>()),
                p.Get<IVaultObserver>()
            ));

    private static IServiceCollection AddSessions(this IServiceCollection services) =>
        services
            .AddSingleton(_ => HostInstance.Create())
            .AddSingleton(_ => new CurrentClient())
            .AddSingleton(p => new SessionRegistry(p.Get<TimeProvider>()))
            .AddSingleton(p => new RoleSessionNames(
                p.Get<Workstation>(),
                p.Get<CurrentClient>(),
                text => text.Transliterate()
            ))
            .AddSingleton(p => new MfaCodes(p.Get<ISpentCodeStore>(), p.Get<TimeProvider>()))
            .AddSingleton(p => new SessionIssuer(
                p.Get<ICredentialProvider>(),
                p.Get<ISecurityTokenService>(),
                p.Get<MfaCodes>(),
                p.Get<SessionRegistry>(),
                p.Get<RoleSessionNames>(),
                p.Get<IRunningSessions>(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new SessionService(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionIssuer>(),
                p.Get<SessionRegistry>(),
                p.Get<SessionKeeper>(),
                p.Get<TimeProvider>(),
                p.Logger<SessionService>(),
                p.Get<SessionAdmission>(),
                p.Get<PrimeFinder>()
            ))
            .AddSingleton(p => new PrimeFinder(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionIssuer>(),
                p.Get<SessionRegistry>()
            ))
            .AddSingleton(p => new SessionAdmission(
                p.Get<SessionIssuer>(),
                p.Get<SessionRegistry>(),
                p.Get<AgentGuard>()
            ))
            .AddSingleton<IRequesters>(p => new ProcessRequesters(p.Get<ProcessEnvironment>()))
            .AddSingleton(p => new AgentApprovals(p.Get<TimeProvider>()))
            .AddSingleton(p => new AgentGuard(
                p.Get<IRequesters>(),
                p.Get<CurrentClient>(),
                p.Get<AgentApprovals>(),
                p.Get<IProfileStore>()
            ))
            .AddSingleton(p => new SessionKeeper(
                p.Get<IKeptSessionStore>(),
                p.Get<SessionRegistry>(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new SessionEnder(
                p.Get<IKeptSessionStore>(),
                p.Get<IRunningSessions>(),
                p.Get<SessionRegistry>()
            ))
            .AddSingleton(p => new CredentialHandOut(p.Get<SessionService>(), p.Get<SessionAuditor>()))
            .AddSingleton(p => new SessionRenewer(
                p.Get<SessionRegistry>(),
                p.Get<SessionService>(),
                p.Get<TimeProvider>(),
                p.Logger<SessionRenewer>()
            ))
            .AddSingleton(p => new CallerIdentityHandler(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionService>(),
                p.Get<ICredentialProvider>(),
                p.Get<ISecurityTokenService>()
            ));

    private static IServiceCollection AddState(this IServiceCollection services) =>
        services
            .AddSingleton(p => new StateFolder(p.Get<ProcessEnvironment>()))
            .AddSingleton(p => new RuntimeFolder(p.Get<ProcessEnvironment>(), p.Get<StateFolder>()))
            .AddSingleton<ISpentCodeStore>(p => new FileSpentCodeStore(
                p.Get<StateFolder>(),
                p.Get<TimeProvider>(),
                p.Logger<FileSpentCodeStore>()
            ))
            .AddSingleton(p => new AuditFile(p.Get<StateFolder>(), p.Get<TimeProvider>()))
            .AddSingleton(p => new FileAuditTrail(
                p.Get<AuditFile>(),
                p.Get<ProcessEnvironment>(),
                p.Get<CurrentClient>(),
                p.Get<IRequesters>(),
                p.Logger<FileAuditTrail>()
            ))
            .AddSingleton<IAuditTrail>(p => p.Get<FileAuditTrail>())
            .AddSingleton(p => new SessionAuditor(
                p.Get<SessionRegistry>(),
                p.Get<CurrentClient>(),
                p.Get<IAuditTrail>(),
                p.Get<TimeProvider>()
            ));

    private static IServiceCollection AddEndpoint(this IServiceCollection services) =>
        services
            .AddSingleton(p => new LocalSockets(p.Get<RuntimeFolder>()))
            .AddSingleton(p => new RunningHosts(p.Get<LocalSockets>()))
            .AddSingleton<IRunningSessions>(p => p.Get<RunningHosts>())
            .AddSingleton(_ => new ConnectionLimiter())
            .AddSingleton(p => new SessionGrants(p.Get<SessionRegistry>()))
            .AddSingleton(p => new TicketRegistry(
                p.Get<SessionAuditor>(),
                p.Get<TimeProvider>(),
                p.Logger<TicketRegistry>()
            ))
            .AddSingleton(p => new EndpointHandler(
                p.Get<SessionGrants>(),
                p.Get<TicketRegistry>(),
                p.Get<SessionRegistry>(),
                p.Get<SessionRenewer>(),
                p.Get<SessionAuditor>(),
                p.Get<ConnectionLimiter>(),
                p.Get<ProcessEnvironment>(),
                new AgentDesk(
                    p.Get<AgentGuard>(),
                    p.Get<AgentApprovals>(),
                    new RunProduction(p.Getter<IProfileStore>(), p.Get<RoleChainResolver>(), p.Get<AgentGuard>()),
                    p.Getter<SessionService>()
                ),
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new EndpointListener(
                p.Get<EndpointHandler>(),
                p.Get<ConnectionLimiter>(),
                p.Get<LocalSockets>(),
                p.Logger<EndpointListener>()
            ))
            .AddSingleton<ICredentialEndpoint>(p => new CredentialEndpoint(
                p.Get<EndpointListener>(),
                p.Get<SessionGrants>()
            ))
            .AddSingleton(p => new TerminalTickets(
                p.Get<EndpointListener>(),
                p.Get<TicketRegistry>(),
                p.Get<LocalSockets>()
            ));

    private static IServiceCollection AddDelivery(this IServiceCollection services) =>
        services
            .AddSingleton(_ => HostExecutable.This)
            .AddSingleton(p => new McpProgram(p.Get<Launcher>(), p.Get<HostExecutable>()))
            .AddSingleton<IMcpConfigurations>(p => new McpConfigurations(p.Get<McpProgram>()))
            .AddSingleton<INetSdkProfiles>(p => new NetSdkCredentialsFile(p.Get<ProcessEnvironment>()))
            .AddSingleton(p => new ProfileFiles(
                p.Get<RuntimeFolder>(),
                p.Get<SessionRegistry>(),
                p.Get<IProfileStore>(),
                p.Get<IProfileWatcher>(),
                p.Get<INetSdkProfiles>(),
                p.Get<HostExecutable>(),
                p.Logger<ProfileFiles>()
            ))
            .AddSingleton(p => new FishUniversalVariables(p.Get<ProcessEnvironment>()))
            .AddSingleton(p => new DeliveryChooser(
                p.Get<ProcessEnvironment>(),
                p.Get<IProfileStore>(),
                p.Get<INetSdkProfiles>()
            ))
            .AddSingleton(p => new SessionDelivery(
                p.Get<SessionRegistry>(),
                p.Get<DeliveryChooser>(),
                p.Get<ICredentialEndpoint>(),
                p.Get<ProfileFiles>(),
                p.Get<ProcessEnvironment>(),
                p.Get<SessionAuditor>(),
                p.Get<SessionKeeper>(),
                p.Logger<SessionDelivery>()
            ))
            .AddSingleton(p => new CommandDelivery(
                p.Get<SessionService>(),
                p.Get<DeliveryChooser>(),
                p.Get<FishUniversalVariables>(),
                p.Get<CredentialHandOut>(),
                p.Get<FileAuditTrail>(),
                p.Get<ProcessEnvironment>(),
                p.Get<HostExecutable>(),
                p.Get<CurrentClient>(),
                p.Get<AgentGuard>()
            ));

    private static IServiceCollection AddDiagnostics(this IServiceCollection services) =>
        services
            .AddSingleton<IDiagnostic>(p => new LazyDiagnostic(
                "Host",
                () => new HostDiagnostic(p.Get<SessionRegistry>(), p.Get<StateFolder>(), p.Get<RuntimeFolder>())
            ))
            .AddSingleton<IDiagnostic>(p => new LazyDiagnostic(
                "AWS files",
                () =>
                    new FilesDiagnostic(
                        p.Get<SharedConfigProfileStore>(),
                        p.Get<ProfileCatalog>(),
                        p.Get<IFileFindings>(),
                        p.Get<ProcessEnvironment>()
                    )
            ))
            .AddSingleton<IDiagnostic>(p => new LazyDiagnostic(
                "Environment",
                () => new EnvironmentDiagnostic(p.Get<ProcessEnvironment>(), p.Get<IProfileStore>())
            ))
            .AddSingleton<IDiagnostic>(p => new LazyDiagnostic(
                "Network and clock",
                () =>
                    new NetworkDiagnostic(
                        p.Get<ProcessEnvironment>(),
                        p.Get<IProfileStore>(),
                        p.Get<AwsHttpClients>(),
                        TimeProvider.System
                    )
            ))
            .AddSingleton<IDiagnostic>(p => new LazyDiagnostic(
                "Vault",
                () => new VaultDiagnostic(p.Get<VaultStatusHandler>(), p.Get<ListKeysHandler>(), p.Get<IKeyFiles>())
            ))
            .AddSingleton(p => RedactorFactory.Create(p.Get<ProcessEnvironment>()))
            .AddSingleton(p => new DiagnosticsHandler(
                p.GetServices<IDiagnostic>(),
                p.Get<Redactor>(),
                p.Get<IProfileStore>(),
                p.Get<ProcessEnvironment>(),
                p.Get<TimeProvider>(),
                p.Logger<DiagnosticsHandler>()
            ));

    private static IEnumerable<KeyValuePair<string, string>> EnvironmentVariables() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""));
}
