using System.Text.Json;

namespace RoleAssist.Sandbox.Control;

/// <summary>What the sandbox has answered, the oldest call first.</summary>
public sealed record SandboxCalls(IReadOnlyList<SandboxCall> Calls)
{
    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SandboxJsonContext.Default.SandboxCalls);
}

/// <summary>One answered call.</summary>
/// <param name="Action">What was asked for; empty where the request named no action.</param>
/// <param name="Status">The HTTP status; 0 for a connection that was reset.</param>
/// <param name="AccessKeyId">The key that the request named; empty where it named none.</param>
/// <param name="Time">When it was answered.</param>
public sealed record SandboxCall(string Action, int Status, string AccessKeyId, DateTimeOffset Time);
