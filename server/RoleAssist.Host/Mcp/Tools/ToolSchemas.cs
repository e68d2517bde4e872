namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// The parts that the tools' schemas share (https://json-schema.org/draft/2020-12/json-schema-core). Words for agents: they
/// choose a tool by its description.
/// </summary>
internal static class ToolSchemas
{
    public const string Profile = """
        "profile": { "type": "string", "minLength": 1, "description": "The name of a profile, as list_profiles shows it." }
        """;

    public const string Region = """
        "region": { "type": "string", "description": "The AWS region. Without it, the profile's." }
        """;

    public const string Timeout = """
        "timeoutSeconds": { "type": "integer", "minimum": 1, "maximum": 900, "description": "How long the command may take; 120 by default." }
        """;

    public const string NoBinding = """
        "binding": { "type": "null" }
        """;

    public const string ProductionRules = """
        "productionRules": { "type": "string", "enum": ["configured", "default"], "description": "Whether the user's own rules tell what is production, or the default ones, because no window of the editor runs." }
        """;

    public const string Binding = """
        "binding": {
          "type": "object",
          "description": "Who the command ran as.",
          "properties": {
            "profile": { "type": "string" },
            "account": { "type": "string" },
            "arn": { "type": "string" },
            "region": { "type": ["string", "null"] },
            "policy": { "type": "string", "description": "The session policy that limits what the session can do." },
            "expiration": { "type": ["string", "null"], "description": "When the session ends, in UTC." }
          },
          "required": ["profile", "account", "arn", "region", "policy", "expiration"]
        }
        """;

    /// <summary>A tool that only looks at this machine.</summary>
    public const string Looks = """
        "annotations": { "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false }
        """;

    /// <summary>A tool that only asks AWS.</summary>
    public const string Asks = """
        "annotations": { "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": true }
        """;

    /// <summary>A tool that does whatever its arguments say.</summary>
    public const string Acts = """
        "annotations": { "readOnlyHint": false, "destructiveHint": true, "idempotentHint": false, "openWorldHint": true }
        """;

    /// <summary>Returns the output schema of a tool that runs a command.</summary>
    public const string CommandOutput = $$"""
        "outputSchema": {
          "type": "object",
          "properties": {
            {{Binding}},
            "exitCode": { "type": "integer" },
            "timedOut": { "type": "boolean" },
            "stdout": { "type": "string" },
            "stderr": { "type": "string" },
            "cutBytes": { "type": "integer", "description": "How many bytes of the output were cut off." }
          },
          "required": ["binding", "exitCode", "timedOut", "stdout", "stderr", "cutBytes"]
        }
        """;
}
