using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary><c>whoami</c>: who AWS says an agent's commands are.</summary>
internal sealed class WhoamiTool(IAgentSessions sessions, Func<CallerIdentityHandler> identity) : ITool
{
    public string Name => "whoami";

    public string Definition =>
        $$"""
            {
              "title": "Who am I in AWS",
              "description": "Asks AWS who the commands of a profile run as. Returns the account, the ARN and when the session ends, and no credentials.",
              "inputSchema": {
                "type": "object",
                "properties": { {{ToolSchemas.Profile}}, {{ToolSchemas.Region}} },
                "required": ["profile"],
                "additionalProperties": false
              },
              "outputSchema": {
                "type": "object",
                "properties": {
                  {{ToolSchemas.Binding}},
                  "account": { "type": "string" },
                  "arn": { "type": "string" },
                  "userId": { "type": "string" }
                },
                "required": ["binding", "account", "arn", "userId"]
              },
              {{ToolSchemas.Asks}}
            }
            """;

    public async Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        arguments.RequireOnly("profile", "region");
        var session = await sessions
            .GetAsync(
                arguments.RequiredText("profile"),
                arguments.Text("region"),
                "aws sts get-caller-identity",
                cancellationToken
            )
            .ConfigureAwait(false);
        var caller = await identity().HandleAsync(session, cancellationToken).ConfigureAwait(false);
        var binding = Binding.Of(session, sessions.Policy);
        var document = ToolJson.ToElement(
            new WhoamiDocument(binding, caller.Identity.Account, caller.Identity.Arn, caller.Identity.UserId)
        );
        return new ToolResult(ToolJson.TextOf(binding.ToString(), document), document);
    }
}
