using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Http;

/// <summary>The calls that the sandbox has answered, oldest first.</summary>
public sealed record SandboxCalls(IReadOnlyList<SandboxCall> Calls)
{
    /// <summary>Returns at most the given number of calls, the newest.</summary>
    public SandboxCalls Last(int count) => new([.. Calls.TakeLast(count)]);

    /// <summary>Returns one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CallsJsonContext.Default.SandboxCalls);
}

/// <summary>One answered call.</summary>
/// <param name="Action">The requested action; empty if the request specified none.</param>
/// <param name="Status">The HTTP status; 0 if the connection was closed without an answer.</param>
/// <param name="AccessKeyId">The access key ID in the request; empty if there was none.</param>
/// <param name="Time">The time of the response.</param>
/// <param name="Account">
/// The account of the role to assume, or else that of the caller; empty if it is unknown.
/// </param>
public sealed record SandboxCall(string Action, int Status, string AccessKeyId, DateTimeOffset Time, string Account)
{
    /// <summary>
    /// Whether credentials, or a token made of them, stood in the URL of the call. Only the console's sign-in takes them
    /// there; logs, histories and lists of processes then have them too.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SecretInUrl { get; init; }

    /// <summary>Whether the call brought an MFA code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasCode { get; init; }

    /// <summary>The name of the session that the call began; null for another call.</summary>
    public string? SessionName { get; init; }

    /// <summary>The policy of the session that the call began; null if there is none.</summary>
    public string? Policy { get; init; }
}
