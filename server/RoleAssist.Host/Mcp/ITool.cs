using System.Text.Json;

namespace RoleAssist.Host.Mcp;

/// <summary>A tool that an agent can call.</summary>
internal interface ITool
{
    string Name { get; }

    /// <summary>Gets the rest of the tool's entry in <c>tools/list</c>: a JSON object without the name.</summary>
    string Definition { get; }

    /// <summary>Does it.</summary>
    /// <exception cref="Core.Errors.RoleAssistException">Why not; the agent is told.</exception>
    Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken);
}

/// <summary>The result of a tool.</summary>
/// <param name="Text">What an agent reads. It begins with who did it: the binding.</param>
/// <param name="Content">The same as data, by the tool's output schema; null for an error.</param>
/// <param name="IsError">Whether the tool failed.</param>
internal sealed record ToolResult(string Text, JsonElement? Content, bool IsError = false);
