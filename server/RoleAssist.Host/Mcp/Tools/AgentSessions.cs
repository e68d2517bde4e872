using RoleAssist.Core.Agents;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// Sessions for whoever is behind <c>roleassist mcp</c>. Who starts this server is an agent by definition, whatever its
/// environment says, and gets an agent's session even where the user lets agents have the same as themselves.
/// </summary>
internal sealed class AgentSessions(
    IProfileStore store,
    RoleChainResolver resolver,
    CredentialHandOut handOut,
    AgentGuard guard,
    IRequesters requesters,
    RunningHosts hosts,
    AgentProduction production,
    AgentToolboxRequest request
) : IAgentSessions
{
    public string Policy => request.Policy;

    /// <summary>Gets the agent's name: what its environment says, else what it calls itself.</summary>
    public string Agent => requesters.Own.Requester.Name ?? request.Agent.Value;

    public async Task<Session> GetAsync(
        string profile,
        string? region,
        string wish,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var target = Limit(new AssumeTarget { Profile = profile, Region = region });
        var chain = resolver.Resolve(profiles, target);
        if (profiles.Find(profile) is null)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{profile}' is not the name of a profile.",
                "Look at the names with list_profiles."
            );
        }

        if (!AgentScope.CanNarrow(chain))
        {
            throw new RoleAssistException(
                ErrorCode.AgentNotAllowed,
                $"Profile '{profile}' has no role whose permissions could be limited, so an agent cannot use it.",
                "Use a profile with role_arn."
            );
        }

        // What the person calls production needs their word, whatever this process would take it for.
        _ = await production.FindAsync(cancellationToken).ConfigureAwait(false);
        var options = new SessionOptions(WillRenew: false, Identify: false) { Purpose = wish };
        try
        {
            return await handOut
                .HandOutAsync(target, options, Deliveries.Agent, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RoleAssistException needed) when (needed.MfaSerial is not null)
        {
            // A code would be in the agent's transcript.
            throw new RoleAssistException(
                needed.Code,
                needed.Message,
                "Ask the user to assume the role in VS Code or a terminal, then try again. Do not ask for the code.",
                needed
            );
        }
    }

    public AssumeTarget Limit(AssumeTarget target) =>
        guard.Admit(target, Requester.Agent(Agent)) with
        {
            Agent = Agent,
            PolicyPreset = Policy,
        };

    public Task RequireApprovalAsync(
        IReadOnlyList<string> profiles,
        bool isProduction,
        string wish,
        CancellationToken cancellationToken
    ) => hosts.RequireAsync(new AgentRunDocument(Agent, profiles, isProduction, wish), cancellationToken);
}
