using System.Collections;
using AnyAscii;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoleAssist.Aws;
using RoleAssist.Aws.Diagnostics;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Diagnostics;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Sandbox;
using RoleAssist.Host.State;

namespace RoleAssist.Host;

/// <summary>The composition root: both doors, the wire and the command line, stand before these same services.</summary>
internal static class Composition
{
    public static IServiceCollection AddRoleAssist(this IServiceCollection services) => services
        .AddSingleton(provider => new SkewCorrectedTime(TimeProvider.System, provider.GetRequiredService<ILogger<SkewCorrectedTime>>()))
        .AddSingleton<IServerClock>(provider => provider.GetRequiredService<SkewCorrectedTime>())
        .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<SkewCorrectedTime>())
        .AddSingleton(new Workstation(Environment.UserName, Environment.MachineName))
        .AddSingleton(_ => new ProcessEnvironment(EnvironmentVariables()))
        .AddSingleton<SharedConfigProfileStore>()
        .AddSingleton<ProfilesWithSandbox>()
        .AddSingleton<IProfileStore>(provider => provider.GetRequiredService<ProfilesWithSandbox>())
        .AddSingleton<EditorSandbox>()
        .AddSingleton<IProfileWriter, SharedConfigWriter>()
        .AddSingleton<IProfileWatcher, SharedConfigWatcher>()
        .AddSingleton<RoleChainResolver>()
        .AddSingleton<ProfileCatalog>()
        .AddSingleton<ExplainHandler>()
        .AddSingleton<SetUpProfileHandler>()
        .AddSingleton(provider => new AwsHttpClients(
            provider.GetRequiredService<ProcessEnvironment>(),
            inner => new ServerClockObserver(inner, provider.GetRequiredService<IServerClock>())))
        .AddSingleton<MetadataHttpClients>()
        .AddSingleton<RetryPolicy>()
        .AddSingleton<ISecurityTokenService, SecurityTokenService>()
        .AddSingleton<CredentialProvider>()
        .AddSingleton<ICredentialProvider>(provider => new LocalCredentialProvider(provider.GetRequiredService<CredentialProvider>()))
        .AddSingleton<SessionRegistry>()
        .AddSingleton(provider => new RoleSessionNames(provider.GetRequiredService<Workstation>(), text => text.Transliterate()))
        .AddSingleton<StateFolder>()
        .AddSingleton<ISpentCodeStore, FileSpentCodeStore>()
        .AddSingleton<MfaCodes>()
        .AddSingleton<SessionIssuer>()
        .AddSingleton<AssumeHandler>()
        .AddSingleton<SessionRenewer>()
        .AddSingleton<AuditFile>()
        .AddSingleton<FileAuditTrail>()
        .AddSingleton<IAuditTrail>(provider => provider.GetRequiredService<FileAuditTrail>())
        .AddSingleton<SessionAuditor>()
        .AddSingleton<CallerIdentityHandler>()
        .AddSingleton<CodeFactsReader>()
        .AddSingleton<GenerateCodeHandler>()
        .AddEndpoint()
        .AddDiagnostics();

    private static IServiceCollection AddEndpoint(this IServiceCollection services) => services
        .AddSingleton<RuntimeFolder>()
        .AddSingleton<LocalSockets>()
        .AddSingleton<RunningHosts>()
        .AddSingleton<IRunningSessions>(provider => provider.GetRequiredService<RunningHosts>())
        .AddSingleton<ConnectionLimiter>()
        .AddSingleton<SessionGrants>()
        .AddSingleton<TicketRegistry>()
        .AddSingleton<EndpointHandler>()
        .AddSingleton<EndpointListener>()
        .AddSingleton<ICredentialEndpoint, CredentialEndpoint>()
        .AddSingleton<TerminalTickets>()
        .AddSingleton(HostExecutable.This)
        .AddSingleton<ProfileFiles>()
        .AddSingleton<FishUniversalVariables>()
        .AddSingleton<DeliveryChooser>()
        .AddSingleton<SessionDelivery>();

    private static IServiceCollection AddDiagnostics(this IServiceCollection services) => services
        .AddSingleton<IDiagnostic, HostDiagnostic>()
        .AddSingleton<IDiagnostic, FilesDiagnostic>()
        .AddSingleton<IDiagnostic, EnvironmentDiagnostic>()
        .AddSingleton<IDiagnostic>(provider => new NetworkDiagnostic(
            provider.GetRequiredService<ProcessEnvironment>(),
            provider.GetRequiredService<IProfileStore>(),
            provider.GetRequiredService<AwsHttpClients>(),
            TimeProvider.System))
        .AddSingleton(provider => Redaction.On(provider.GetRequiredService<ProcessEnvironment>()))
        .AddSingleton<DiagnosticsHandler>();

    private static IEnumerable<KeyValuePair<string, string>> EnvironmentVariables() =>
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""));
}
