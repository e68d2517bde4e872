using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>What programs that act for a person (agents) get when they ask for a role.</summary>
public enum AgentAccess
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("deny")]
    Deny,

    /// <summary>
    /// Another session of the same role, which reads configuration and metrics, for an hour at most; of a production role
    /// only after the user's yes.
    /// </summary>
    [JsonStringEnumMemberName("scoped")]
    Scoped,

    /// <summary>The same as the user, and recorded as an agent's.</summary>
    [JsonStringEnumMemberName("same")]
    Same,
}

/// <summary>An agent waits for the user's word. Answer with <c>roleassist/approvals/decide</c> before it expires.</summary>
/// <param name="Id">The ID to decide about.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Profile">The profile, or the role ARN if there is no profile.</param>
/// <param name="IsProduction">Whether the user's settings mark it as production.</param>
/// <param name="Reason">A sentence that says why the user is asked.</param>
/// <param name="Expires">When the agent stops waiting (UTC).</param>
/// <param name="Account">The account ID, if it is known.</param>
/// <param name="RoleArn">The role, if one is assumed.</param>
/// <param name="Command">
/// What the agent wants it for, if it is known: the whole command on one line, 8 KB at most, with every control character
/// made visible. It is text of the agent's, not to be trusted. Let the user read all of it before they say yes.
/// </param>
/// <param name="Policy">The policy preset that narrows what the agent gets.</param>
public sealed record ApprovalRequest(
    string Id,
    string Agent,
    string Profile,
    bool IsProduction,
    string Reason,
    DateTimeOffset Expires,
    string? Account = null,
    string? RoleArn = null,
    string? Command = null,
    string? Policy = null
);

/// <param name="Id">The request that nobody waits for any more: it was decided, has expired, or the agent is gone.</param>
public sealed record ApprovalEnded(string Id);

/// <param name="Id">The ID of the <see cref="ApprovalRequest"/>.</param>
/// <param name="Decision">What the user has decided.</param>
public sealed record DecideApprovalParams(string Id, ApprovalDecision Decision);

public enum ApprovalDecision
{
    /// <summary>Yes, this time.</summary>
    [JsonStringEnumMemberName("once")]
    Once,

    /// <summary>Yes, also when this agent asks for this role again, until the host ends or after 15 minutes.</summary>
    [JsonStringEnumMemberName("session")]
    Session,

    /// <summary>
    /// No. Nobody is asked for this role again for a minute, and longer after each further no
    /// (<c>roleassist/approvals/letAskAgain</c>).
    /// </summary>
    [JsonStringEnumMemberName("deny")]
    Deny,
}

/// <param name="IsKnown">False if the agent no longer waits.</param>
public sealed record DecideApprovalResult(bool IsKnown);

/// <param name="Workspace">The folder that the server serves; by default the one in which the client starts it.</param>
public sealed record GetMcpConfigurationParams(string? Workspace = null);

/// <param name="Text">What <c>roleassist mcp --print-config</c> prints.</param>
/// <param name="OutlivesUpdates">Whether it names a program that stays when RoleAssist is updated.</param>
public sealed record McpConfiguration(string Text, bool OutlivesUpdates);

public sealed record LetAgentsAskAgainParams;

/// <param name="Count">How many roles agents were kept from asking for.</param>
public sealed record LetAgentsAskAgainResult(int Count);

/// <param name="Last">At most this number of hand-outs, the newest; 100 by default.</param>
public sealed record ListAgentHandOutsParams(int? Last = null);

/// <param name="HandOuts">What agents were given, from the audit trail, the oldest first.</param>
public sealed record AgentHandOuts(IReadOnlyList<AgentHandOut> HandOuts);

/// <summary>Credentials that an agent was given.</summary>
/// <param name="Time">When (UTC).</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Arn">The session's ARN.</param>
/// <param name="Delivery">How they were handed out.</param>
/// <param name="Count">How often.</param>
/// <param name="Expiration">When they expire (UTC).</param>
public sealed record AgentHandOut(
    DateTimeOffset Time,
    string Agent,
    string Profile,
    string Arn,
    string Delivery,
    int Count,
    DateTimeOffset? Expiration = null
);
