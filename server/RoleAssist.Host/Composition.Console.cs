using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Aws.Console;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Console;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.ConsoleLinks;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Processes;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host;

/// <content>The services that open the console.</content>
internal static partial class Composition
{
    private static IServiceCollection AddConsole(this IServiceCollection services) =>
        services
            .AddSingleton(p => new OpenConsoleHandler(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<SessionService>(),
                p.Get<SessionRegistry>(),
                p.Get<ICredentialProvider>(),
                p.Get<SecurityTokenService>(),
                new ConsoleFederation(p.Get<AwsHttpClients>(), p.Get<RetryPolicy>()),
                new ConsoleHostsResolver(p.Get<ProcessEnvironment>()),
                p.Get<RoleSessionNames>(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new ConsoleAuditor(p.Get<CurrentClient>(), p.Get<IAuditTrail>(), p.Get<TimeProvider>()))
            .AddSingleton(p => new ConsoleTickets(p.Get<TimeProvider>()))
            .AddSingleton(p => new ConsoleDoor(
                p.Get<ConsoleTickets>(),
                new TicketHandler(p.Get<ConsoleTickets>(), p.Logger<TicketHandler>()),
                p.Get<TimeProvider>(),
                p.Logger<ConsoleDoor>()
            ))
            .AddSingleton(p => new ConsoleRequests(
                p.Get<OpenConsoleHandler>(),
                p.Get<ConsoleDoor>(),
                p.Get<ConsoleAuditor>()
            ))
            .AddSingleton(p => new Browser(p.Get<ProcessEnvironment>(), TimeProvider.System));
}
