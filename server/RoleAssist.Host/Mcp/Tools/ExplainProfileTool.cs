using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary><c>explain_profile</c>: how a session would be obtained.</summary>
internal sealed class ExplainProfileTool(Func<ExplainHandler> explain, IAgentSessions sessions) : ITool
{
    private static readonly DeliveryChoice Delivery = new(
        DeliveryMode.Environment,
        "A command of an agent gets the session in its environment."
    );

    public string Name => "explain_profile";

    public string Definition =>
        $$"""
            {
              "title": "Explain an AWS profile",
              "description": "Explains how a session of a profile is obtained: the credential source, each role on the way, the session policy, MFA codes needed, and how long it lasts. Calls nothing and returns no credentials.",
              "inputSchema": {
                "type": "object",
                "properties": { {{ToolSchemas.Profile}} },
                "required": ["profile"],
                "additionalProperties": false
              },
              "outputSchema": {
                "type": "object",
                "properties": { {{ToolSchemas.NoBinding}}, "plan": { "type": "object" } },
                "required": ["binding", "plan"]
              },
              {{ToolSchemas.Looks}}
            }
            """;

    public async Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        arguments.RequireOnly("profile");
        var target = new AssumeTarget { Profile = arguments.RequiredText("profile") };
        var plan = await explain().HandleAsync(target, cancellationToken).ConfigureAwait(false);
        if (AgentScope.CanNarrow(plan.Chain))
        {
            plan = await explain().HandleAsync(sessions.Limit(target), cancellationToken).ConfigureAwait(false);
        }

        var document = ToolJson.ToElement(new PlanOfProfile(null, ExplainDocument.From(plan, Delivery)));
        return new ToolResult(ToolJson.TextOf(Binding.None, document), document);
    }
}
