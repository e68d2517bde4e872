using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using RoleAssist.Aws.Language.Rules;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.SignIn;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Documents;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Language;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Logging;
using RoleAssist.Host.Sandbox;
using RoleAssist.Host.State;
using RoleAssist.Interop.Terminal;

namespace RoleAssist.Host.Rpc;

/// <summary>Runs the host as an LSP-style server on the standard streams of this process.</summary>
internal static class StdioServer
{
    public static async Task<int> RunAsync(
        LogLevel logLevel,
        Action<IServiceCollection> addUseCases,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        var streams = new ServerStreams(StandardStreams.OpenInput(), StandardStreams.OpenOutput());
        var host = Build(streams, logLevel, addUseCases, error);

        // Resolved now because RunAsync disposes the host's services when it ends.
        var service = host.Services.GetRequiredService<JsonRpcService>();
        _ = host.Services.GetRequiredService<Launcher>().RefreshAsync();
        await host.RunAsync(cancellationToken).ConfigureAwait(false);
        return service.ExitCode;
    }

    private static LoggerFactory CreateLoggerFactory(LogLevelSwitch level, TextWriter error)
    {
        var providers = new List<ILoggerProvider> { new StderrLoggerProvider() };
        if (Tracing.CreateProvider(Environment.GetCommandLineArgs(), error) is { } trace)
        {
            providers.Add(trace);
            level.Set("messages");
        }

        return level.CreateFactory(providers);
    }

    internal static IHost Build(
        ServerStreams streams,
        LogLevel logLevel,
        Action<IServiceCollection> addUseCases,
        TextWriter? error = null
    )
    {
        var level = new LogLevelSwitch(logLevel);
        var services = new ServiceCollection();
        services.AddSingleton(level);
        services.AddSingleton<ILoggerFactory>(_ => CreateLoggerFactory(level, error ?? TextWriter.Null));
        addUseCases(services);
        services
            .AddSingleton<IHostApplicationLifetime>(p => new ApplicationLifetime(p.Logger<ApplicationLifetime>()))
            .AddSingleton(streams)
            .AddSingleton(_ => new ServerLifecycle())
            .AddSingleton(p => new VaultRequests(
                p.Get<VaultStatusHandler>(),
                p.Get<ListKeysHandler>(),
                p.Get<ImportKeysHandler>(),
                p.Get<AddKeyHandler>(),
                p.Get<RemoveKeyHandler>(),
                p.Get<UnlockVaultHandler>(),
                p.Get<CreateVaultHandler>(),
                p.Get<LockVaultHandler>()
            ))
            .AddSingleton(p => new SignInUpkeep(
                p.Get<SignInService>(),
                p.Get<SessionRegistry>(),
                p.Get<IProfileWatcher>(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton<IHostedService>(p => p.Get<SignInUpkeep>())
            .AddSingleton(p => new SignInRequests(
                p.Get<SignInService>(),
                p.Get<SetUpSignInHandler>(),
                p.Get<SignInUpkeep>(),
                p.Getter<ListSsoRolesHandler>()
            ))
            .AddSingleton(p => new RoleAssistServer(
                p.Get<ServerLifecycle>(),
                p.Get<CurrentClient>(),
                p.Get<ProfileCatalog>(),
                p.Get<SessionService>(),
                p.Get<CallerIdentityHandler>(),
                p.Get<SessionRegistry>(),
                p.Get<SessionEnder>(),
                p.Get<HostInstance>(),
                p.Get<HostContinuity>(),
                new KeepingRemark(p.Get<SessionKeeper>()),
                p.Get<SessionDelivery>(),
                p.Get<TerminalTickets>(),
                p.Get<HostExecutable>(),
                p.Get<GenerateCodeHandler>(),
                p.Get<SetUpProfileHandler>(),
                p.Get<DiagnosticsHandler>(),
                p.Get<EditorSandbox>(),
                p.Get<VaultRequests>(),
                p.Get<IRunRequests>(),
                p.Get<SignInRequests>(),
                p.Getter<PopulateService>(),
                p.Get<LogLevelSwitch>(),
                p.Getter<KeyRotation>(),
                p.Getter<ConsoleRequests>(),
                p.Get<AwsFileUris>(),
                p.Get<LanguageRequests>(),
                p.Get<AgentRequests>()
            ))
            .AddSingleton(p => new LanguageRequests(p.Get<AwsFileUris>()))
            .AddSingleton(p => new AgentRequests(
                p.Get<AgentApprovals>(),
                p.Get<AuditFile>(),
                p.Getter<IMcpConfigurations>()
            ))
            .AddSingleton(p => new AwsFileUris(p.Get<SharedConfigProfileStore>().Files))
            .AddSingleton(p => new LanguageFeatures(
                new HoverHandler(
                    p.Get<RoleChainResolver>(),
                    p.Get<SessionService>(),
                    p.Get<ProcessEnvironment>(),
                    p.Get<SharedConfigProfileStore>().Files
                ),
                new CodeLensHandler(p.Get<SessionRegistry>(), p.Get<SharedConfigProfileStore>().Files),
                p.Get<DocumentDiagnoser>(),
                new CodeActionsHandler(p.Get<DocumentDiagnoser>())
            ))
            .AddSingleton(p => new DocumentDiagnoser(
                p.Get<DiskRules>(),
                () => p.Get<LanguageRequests>().Sdks,
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new JsonRpcService(
                p.Get<ServerStreams>(),
                p.Get<RoleAssistServer>(),
                p.Get<ServerLifecycle>(),
                p.Get<SessionRegistry>(),
                p.Get<IRunRequests>(),
                p.Get<SignInRequests>(),
                p.Get<IProfileWatcher>(),
                p.Get<EditorSandbox>(),
                [new TrustPolicyDocuments(), new AwsConfigDocuments(p.Get<AwsFileUris>())],
                p.Get<AwsFileUris>(),
                p.Get<SharedConfigProfileStore>(),
                p.Getter<LanguageFeatures>(),
                p.Get<LanguageRequests>(),
                p.Get<AgentRequests>(),
                p.Get<IHostApplicationLifetime>(),
                p.Get<TimeProvider>(),
                p.Logger<JsonRpcService>()
            ))
            .AddSingleton<IHostedService>(p => p.Get<JsonRpcService>())
            .AddSingleton<IHostedService>(p => new ClientProcessMonitor(
                p.Get<ServerLifecycle>(),
                p.Get<IHostApplicationLifetime>(),
                p.Logger<ClientProcessMonitor>()
            ))
            .AddSingleton<IHostedService>(p => new SessionUpkeep(
                p.Get<ServerLifecycle>(),
                p.Get<SessionRenewer>(),
                p.Get<IProfileWatcher>()
            ))
            .AddSingleton(p => new HostContinuity(
                p.Get<HostInstance>(),
                p.Get<IKeptSessionStore>(),
                p.Get<SessionKeeper>(),
                p.Get<SessionRegistry>(),
                p.Get<SessionService>(),
                p.Get<SessionGrants>(),
                p.Get<EndpointListener>(),
                p.Get<ProfileFiles>(),
                p.Logger<HostContinuity>()
            ))
            .AddSingleton<IHostedService>(p => p.Get<HostContinuity>())
            .AddSingleton<IHostedService>(p => new EndpointUpkeep(
                p.Get<SessionRegistry>(),
                p.Get<AgentApprovals>(),
                p.Get<EndpointListener>(),
                p.Get<TimeProvider>(),
                p.Logger<EndpointUpkeep>()
            ));
        return new ServiceHost(services.BuildServiceProvider());
    }
}
