using RoleAssist.Core.AgentTools;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary><c>run_aws</c>: runs the AWS CLI with a session that the agent never sees.</summary>
internal sealed class RunAwsTool(AgentCommands commands) : ITool
{
    public string Name => "run_aws";

    public string Definition =>
        $$"""
            {
              "title": "Run an AWS CLI command",
              "description": "Runs the AWS CLI with a session of a profile's role that a session policy limits. 'arguments' is what follows 'aws', one argument an item, beginning with the service and the operation, for example [\"ec2\", \"describe-instances\", \"--query\", \"Reservations[].Instances[].InstanceId\"]. No shell interprets them. Not allowed are options that choose credentials, servers or debug output, commands that print secrets, and files outside the workspace.",
              "inputSchema": {
                "type": "object",
                "properties": {
                  {{ToolSchemas.Profile}},
                  "arguments": { "type": "array", "items": { "type": "string" }, "minItems": 2 },
                  {{ToolSchemas.Region}},
                  {{ToolSchemas.Timeout}}
                },
                "required": ["profile", "arguments"],
                "additionalProperties": false
              },
              {{ToolSchemas.CommandOutput}},
              {{ToolSchemas.Acts}}
            }
            """;

    public async Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        arguments.RequireOnly("profile", "arguments", "region", "timeoutSeconds");
        var words = AwsArguments.Require(arguments.RequiredTexts("arguments"), commands.Workspace);
        return await commands
            .RunAsync(
                arguments.RequiredText("profile"),
                arguments.Text("region"),
                [commands.Find("aws"), .. words],
                TimeSpan.FromSeconds(
                    arguments.Number("timeoutSeconds", 1, AgentCommands.LongestTime, AgentCommands.UsualTime)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
