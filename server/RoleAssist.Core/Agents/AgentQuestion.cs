namespace RoleAssist.Core.Agents;

/// <summary>What a person is asked about an agent.</summary>
/// <param name="Id">Identifies the question.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Profile">The profile, or the role's ARN.</param>
/// <param name="IsProduction">Whether it is production.</param>
/// <param name="Reason">Why the person is asked, as a sentence.</param>
/// <param name="Account">The account, if it is known.</param>
/// <param name="RoleArn">The role, if one is assumed.</param>
/// <param name="Command">What the agent wants it for, if it is known: the agent's own words.</param>
/// <param name="Expires">When the agent stops waiting.</param>
public sealed record AgentQuestion(
    string Id,
    string Agent,
    string Profile,
    bool IsProduction,
    string Reason,
    string? Account,
    string? RoleArn,
    string? Command,
    DateTimeOffset Expires
)
{
    /// <summary>Gets what a no is about: the role, by whichever profile it is asked for.</summary>
    public string Subject { get; init; } = RoleArn ?? Profile;

    /// <summary>Gets whether a session policy limits what the agent gets.</summary>
    public bool IsNarrowed { get; init; } = true;
}

/// <summary>What a person decides.</summary>
public enum AgentDecision
{
    Once,
    Session,
    Deny,
}
