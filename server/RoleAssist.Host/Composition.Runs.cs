using AnyAscii;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoleAssist.Aws.Accounts;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Accounts;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Processes;
using RoleAssist.Host.Rpc;
using RoleAssist.Host.Rpc.Runs;
using RoleAssist.Host.State;

namespace RoleAssist.Host;

/// <content>Many accounts: where they come from, and how a command runs in each.</content>
internal static partial class Composition
{
    private static IServiceCollection AddRuns(this IServiceCollection services) =>
        services
            .AddSingleton<IOrganizations>(p => new OrganizationsClient(
                p.Get<AwsHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<SkewCorrectedTime>()
            ))
            .AddSingleton<IAccountRegions>(p => new Ec2Regions(
                p.Get<AwsHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<SkewCorrectedTime>()
            ))
            .AddSingleton<ISsoDirectory>(p => new SsoDirectory(
                p.Get<SsoTokens>(),
                p.Get<AwsHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<SkewCorrectedTime>()
            ))
            .AddSingleton<IPopulateFiles>(p => new PopulateFiles(
                p.Get<AwsFilesEditor>(),
                p.Get<StateFolder>().GetFilePath
            ))
            .AddSingleton(p => new PopulateService(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<ISsoDirectory>(),
                p.Get<IPopulateFiles>(),
                text => text.Transliterate(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new ListSsoRolesHandler(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<ISsoDirectory>()
            ))
            .AddSingleton(p => new AccountSources(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionService>(),
                p.Get<IOrganizations>(),
                p.Get<ISsoDirectory>(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new AccountSelection(p.Get<AccountSources>(), SystemConsole.Instance))
            .AddSingleton(p => new RunPlanner(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionService>(),
                p.Get<SessionAdmission>(),
                p.Get<SessionRegistry>(),
                p.Get<ICredentialProvider>()
            ))
            .AddSingleton(p => CreateRunHandler(p, folder: null))
            .AddSingleton(p => new RunRegistry(p.Get<TimeProvider>()))
            .AddSingleton<IHostedService>(p => p.Get<RunRegistry>())
            .AddSingleton<IRunRequests>(p => new RunRequests(
                new RunStarter(
                    p.Getter<AccountSources>(),
                    p.Getter<RunPlanner>(),
                    p.Getter<DeliveryChooser>(),
                    folder => CreateRunHandler(p, folder),
                    p.Get<RunRegistry>()
                ),
                p.Get<RunRegistry>()
            ));

    private static RunHandler CreateRunHandler(IServiceProvider services, string? folder) =>
        CreateRunHandler(services, new CommandRunner(services.Get<TimeProvider>(), folder));

    private static RunHandler CreateRunHandler(IServiceProvider services, ICommandRunner runner) =>
        new(
            CreatePacedIssuer(services),
            services.Get<SessionRegistry>(),
            services.Get<SessionAuditor>(),
            new EnabledRegions(
                services.Get<IProfileStore>(),
                services.Get<RoleChainResolver>(),
                services.Get<IAccountRegions>()
            ),
            runner,
            services.Get<ICredentialEndpoint>(),
            services.Get<ProcessEnvironment>(),
            services.Get<TimeProvider>()
        );

    /// <summary>A run repeats what is throttled itself, at its own pace: repeats would count against the quota too.</summary>
    private static SessionIssuer CreatePacedIssuer(IServiceProvider services) =>
        new(
            services.Get<ICredentialProvider>(),
            new SecurityTokenService(
                services.Get<AwsHttpClients>(),
                new RetryPolicy(services.Get<TimeProvider>(), repeatsThrottled: false),
                services.Get<SkewCorrectedTime>()
            ),
            services.Get<MfaCodes>(),
            services.Get<SessionRegistry>(),
            services.Get<RoleSessionNames>(),
            services.Get<IRunningSessions>(),
            services.Get<TimeProvider>()
        );
}
