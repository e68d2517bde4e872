using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Aws.Accounts;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Sso;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Accounts;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Processes;

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
                p.Get<ProcessEnvironment>(),
                p.Get<AwsHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<SkewCorrectedTime>()
            ))
            .AddSingleton(p => new AccountSources(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionService>(),
                p.Get<IOrganizations>(),
                p.Get<ISsoDirectory>()
            ))
            .AddSingleton(p => new AccountSelection(p.Get<AccountSources>(), SystemConsole.Instance))
            .AddSingleton(p => new RunPlanner(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionService>(),
                p.Get<SessionRegistry>()
            ))
            .AddSingleton(p => new RunHandler(
                p.Get<SessionIssuer>(),
                p.Get<SessionRegistry>(),
                p.Get<SessionAuditor>(),
                new EnabledRegions(p.Get<IProfileStore>(), p.Get<RoleChainResolver>(), p.Get<IAccountRegions>()),
                new CommandRunner(p.Get<TimeProvider>()),
                p.Get<ProcessEnvironment>(),
                p.Get<TimeProvider>()
            ));
}
