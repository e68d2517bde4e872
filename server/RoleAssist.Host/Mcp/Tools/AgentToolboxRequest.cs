using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>How the user wants a server to be.</summary>
/// <param name="Workspace">The folder whose files commands may use; null for the current one.</param>
/// <param name="Policy">The preset that limits every session.</param>
/// <param name="Agent">The name of the agent, which the client tells.</param>
/// <param name="Passed">The names of the variables that commands get besides the usual ones.</param>
internal sealed record AgentToolboxRequest(
    string? Workspace,
    string Policy,
    AgentName Agent,
    IReadOnlyList<string> Passed
)
{
    /// <summary>The preset for agents: configuration and metrics, no secrets and no data.</summary>
    public const string UsualPolicy = SessionPolicyPresets.Agent;

    /// <summary>An agent can start this program itself, so that no option may give it more than the presets for agents.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: another preset.</exception>
    public void RequirePolicy()
    {
        if (SessionPolicyPreset.Parse(Policy).Name != UsualPolicy)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{Policy}' is not a policy preset for agents.",
                "Use agent, agent+logs, or narrow them: agent:s3,lambda@eu-central-1"
            );
        }
    }
}
