using RoleAssist.Core.Errors;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary><c>audit_tail</c>: the last lines of the audit trail, which hold no secrets.</summary>
internal sealed class AuditTailTool(Func<AuditFile> file, Func<FileAuditTrail> trail) : ITool
{
    private const int Most = 200;
    private const int Usual = 20;

    public string Name => "audit_tail";

    public string Definition =>
        $$"""
            {
              "title": "Show the audit trail",
              "description": "Shows the last events of RoleAssist's audit trail: sessions that were issued, renewed or ended, and who was given credentials. It contains no secrets.",
              "inputSchema": {
                "type": "object",
                "properties": {
                  "last": { "type": "integer", "minimum": 1, "maximum": 200, "description": "How many events; 20 by default." },
                  "profile": { "type": "string", "description": "Only events of this profile." }
                },
                "additionalProperties": false
              },
              "outputSchema": {
                "type": "object",
                "properties": {
                  {{ToolSchemas.NoBinding}},
                  "events": { "type": "array", "items": { "type": "object" } }
                },
                "required": ["binding", "events"]
              },
              {{ToolSchemas.Looks}}
            }
            """;

    public async Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        arguments.RequireOnly("last", "profile");
        var last = arguments.Number("last", 1, Most, Usual);
        var profile = arguments.Text("profile");
        await trail().DrainAsync().ConfigureAwait(false);
        try
        {
            var events = file().Read().Where(happened => profile is null || happened.Profile == profile);
            var document = ToolJson.ToElement(new AuditDocument(null, [.. events.TakeLast(last)]));
            return new ToolResult(ToolJson.TextOf(Binding.None, document), document);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                $"The audit trail cannot be read: {fault.Message}",
                "Ask the user to run 'roleassist diagnose'.",
                fault
            );
        }
    }
}
