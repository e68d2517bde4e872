using System.Collections;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Aws;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host;

/// <summary>The composition root: both doors, the wire and the command line, stand before these same services.</summary>
internal static class Composition
{
    public static IServiceCollection AddRoleAssist(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new Workstation(Environment.UserName, Environment.MachineName))
        .AddSingleton(_ => new ProcessEnvironment(EnvironmentVariables()))
        .AddSingleton<SharedConfigProfileStore>()
        .AddSingleton<IProfileStore>(services => services.GetRequiredService<SharedConfigProfileStore>())
        .AddSingleton<IProfileWatcher, SharedConfigWatcher>()
        .AddSingleton<RoleChainResolver>()
        .AddSingleton<ProfileCatalog>()
        .AddSingleton<ExplainHandler>()
        .AddSingleton<AwsHttpClients>()
        .AddSingleton<MetadataHttpClients>()
        .AddSingleton<RetryPolicy>()
        .AddSingleton<ISecurityTokenService, SecurityTokenService>()
        .AddSingleton<ICredentialProvider, CredentialProvider>()
        .AddSingleton<SessionRegistry>()
        .AddSingleton<AssumeHandler>()
        .AddSingleton<CallerIdentityHandler>();

    private static IEnumerable<KeyValuePair<string, string>> EnvironmentVariables() =>
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""));
}
