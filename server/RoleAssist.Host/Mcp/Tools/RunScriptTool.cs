using RoleAssist.Core.Errors;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// <c>run_script</c>: runs a script file of the workspace. Not a text that comes with the call: a file is seen in the
/// editor, in reviews and in the history, and was written with whatever approval the client asks for edits.
/// </summary>
internal sealed class RunScriptTool(AgentCommands commands) : ITool
{
    public string Name => "run_script";

    public string Definition =>
        $$"""
            {
              "title": "Run a script with AWS credentials",
              "description": "Runs a script file of the workspace with a session of a profile's role that a session policy limits. The program is chosen by the file's ending: .ps1, .py, .sh, .js, .mjs, .cjs. Its environment has the session and nothing else of the user's AWS settings; the home folder is empty.",
              "inputSchema": {
                "type": "object",
                "properties": {
                  {{ToolSchemas.Profile}},
                  "script": { "type": "string", "minLength": 1, "description": "The path of the file in the workspace." },
                  "arguments": { "type": "array", "items": { "type": "string" }, "description": "The script's arguments." },
                  {{ToolSchemas.Region}},
                  {{ToolSchemas.Timeout}}
                },
                "required": ["profile", "script"],
                "additionalProperties": false
              },
              {{ToolSchemas.CommandOutput}},
              {{ToolSchemas.Acts}}
            }
            """;

    public async Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        arguments.RequireOnly("profile", "script", "arguments", "region", "timeoutSeconds");
        var command = CommandFor(arguments.RequiredText("script"), arguments.Texts("arguments"));
        return await commands
            .RunAsync(
                arguments.RequiredText("profile"),
                arguments.Text("region"),
                command,
                TimeSpan.FromSeconds(
                    arguments.Number("timeoutSeconds", 1, AgentCommands.LongestTime, AgentCommands.UsualTime)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private IReadOnlyList<string> CommandFor(string script, IReadOnlyList<string> arguments)
    {
        var workspace = commands.Workspace;
        if (workspace.Objection(script) is { } objection)
        {
            throw Invalid($"'{script}' {objection}", "Use a script of the workspace.");
        }

        if (!workspace.IsReal)
        {
            throw Invalid("There is no workspace.", "Ask the user to start the server with --workspace FOLDER.");
        }

        if (!File.Exists(workspace.Resolve(script)))
        {
            throw Invalid($"The script '{script}' does not exist.", "Check its path in the workspace.");
        }

        if (script.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid("A C# file must be built before it runs.", "Run it with 'roleassist exec' in a terminal.");
        }

        if (arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            throw Invalid("An argument contains a zero.", "Leave it out.");
        }

        var command = ScriptCommand.Create(workspace.Resolve(script), arguments);
        return [commands.Find(command[0]), .. command.Skip(1)];
    }

    private static RoleAssistException Invalid(string message, string hint) =>
        new(ErrorCode.InvalidArgument, message, hint);
}
