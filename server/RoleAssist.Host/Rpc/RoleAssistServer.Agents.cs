using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <content>The requests about agents.</content>
internal sealed partial class RoleAssistServer
{
    public Task<DecideApprovalResult> DecideApprovalAsync(
        DecideApprovalParams request,
        CancellationToken cancellationToken
    ) => Task.FromResult(agents.Decide(request));

    public Task<LetAgentsAskAgainResult> LetAgentsAskAgainAsync(
        LetAgentsAskAgainParams request,
        CancellationToken cancellationToken
    ) => Task.FromResult(agents.LetAskAgain());

    public Task<McpConfiguration> GetMcpConfigurationAsync(
        GetMcpConfigurationParams request,
        CancellationToken cancellationToken
    ) => Task.Run(() => agents.GetConfiguration(request), cancellationToken);

    public Task<AgentHandOuts> ListAgentHandOutsAsync(
        ListAgentHandOutsParams request,
        CancellationToken cancellationToken
    ) => Task.Run(() => agents.List(request), cancellationToken);
}
