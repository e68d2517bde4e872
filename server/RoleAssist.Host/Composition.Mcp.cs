using RoleAssist.Core.Agents;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Mcp.Tools;
using RoleAssist.Host.State;

namespace RoleAssist.Host;

/// <content>The tools of agents.</content>
internal static partial class Composition
{
    public static AgentToolbox CreateTools(IServiceProvider services, AgentToolboxRequest request)
    {
        var home = EmptyHome.Create(services.Get<RuntimeFolder>());
        try
        {
            var environment = services.Get<ProcessEnvironment>();
            var production = new AgentProduction(
                services.Get<RunningHosts>(),
                services.Get<CurrentClient>(),
                services.Get<TimeProvider>()
            );
            var sessions = new AgentSessions(
                services.Get<IProfileStore>(),
                services.Get<RoleChainResolver>(),
                services.Get<CredentialHandOut>(),
                services.Get<AgentGuard>(),
                services.Get<IRequesters>(),
                services.Get<RunningHosts>(),
                production,
                request
            );
            var commands = new AgentCommands(
                sessions,
                AgentWorkspace.Choose(request.Workspace, HomeFolder.Find(environment), home.Folder),
                home,
                environment,
                request.Passed,
                services.Get<TimeProvider>()
            );
            return new AgentToolbox(
                [
                    new ListProfilesTool(services.Getter<ProfileCatalog>(), production),
                    new ExplainProfileTool(services.Getter<ExplainHandler>(), sessions),
                    new WhoamiTool(sessions, services.Getter<CallerIdentityHandler>()),
                    new RunAwsTool(commands),
                    new RunScriptTool(commands),
                    new RunInAccountsTool(
                        sessions,
                        commands,
                        production,
                        services.Getter<IProfileStore>(),
                        services.Getter<RunPlanner>(),
                        runner => CreateRunHandler(services, runner)
                    ),
                    new AuditTailTool(services.Getter<AuditFile>(), services.Getter<FileAuditTrail>()),
                ],
                commands,
                production,
                home
            );
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }
}
