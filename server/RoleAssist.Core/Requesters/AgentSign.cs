namespace RoleAssist.Core.Requesters;

/// <summary>A sign by which an agent's processes are known.</summary>
/// <param name="Name">The agent: letters, digits and dashes.</param>
/// <param name="Variable">The variable that it sets for the processes that it starts; null for a program.</param>
/// <param name="Program">The name of its process; null for a variable.</param>
/// <param name="NamesItself">Whether the variable's value is the agent's name.</param>
internal sealed record AgentSign(
    string Name,
    string? Variable = null,
    string? Program = null,
    bool NamesItself = false
);
