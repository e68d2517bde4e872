using RoleAssist.Contracts;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Security;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Rpc;

/// <summary>The requests and notifications about agents.</summary>
internal sealed class AgentRequests(AgentApprovals approvals, AuditFile audit, Func<IMcpConfigurations> mcp)
{
    private const int DefaultLast = 100;

    public AgentApprovals Approvals => approvals;

    public DecideApprovalResult Decide(DecideApprovalParams request) =>
        new(
            approvals.Decide(
                request.Id,
                request.Decision switch
                {
                    ApprovalDecision.Once => AgentDecision.Once,
                    ApprovalDecision.Session => AgentDecision.Session,
                    _ => AgentDecision.Deny,
                }
            )
        );

    public LetAgentsAskAgainResult LetAskAgain() => new(approvals.LetAskAgain());

    public McpConfiguration GetConfiguration(GetMcpConfigurationParams request) => mcp().Write(request.Workspace);

    public AgentHandOuts List(ListAgentHandOutsParams request) =>
        new([
            .. audit
                .Read()
                .Where(happened => happened is { Action: AuditAction.HandedOut, AskedBy.IsAgent: true })
                .TakeLast(Math.Max(0, request.Last ?? DefaultLast))
                .Select(happened => new AgentHandOut(
                    happened.Time,
                    happened.AskedBy!.Name ?? "agent",
                    happened.Profile ?? "",
                    happened.Arn ?? "",
                    happened.Delivery ?? "",
                    happened.Count,
                    happened.Expiration
                )),
        ]);

    public static ApprovalRequest ToWire(AgentQuestion question) =>
        new(
            question.Id,
            question.Agent,
            AgentText.Name(question.Profile),
            question.IsProduction,
            DisplayText.Sentence(question.Reason),
            question.Expires,
            question.Account,
            question.RoleArn is { } role ? DisplayText.Line(role) : null,
            question.Command is { } command ? AgentCommand.Visible(command) : null,
            question.IsNarrowed ? SessionPolicyPresets.Agent : null
        );

    public static Core.Requesters.AgentAccess ToCore(Contracts.AgentAccess access) =>
        access switch
        {
            Contracts.AgentAccess.Deny => Core.Requesters.AgentAccess.Deny,
            Contracts.AgentAccess.Same => Core.Requesters.AgentAccess.Same,
            _ => Core.Requesters.AgentAccess.Scoped,
        };
}
