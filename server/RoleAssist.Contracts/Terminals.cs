using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <param name="SessionId">The session whose credentials the terminal gets.</param>
public sealed record GetTerminalEnvironmentParams(string SessionId);

/// <param name="Variables">What to set and what to remove in the terminal's environment.</param>
public sealed record TerminalEnvironment(IReadOnlyList<EnvironmentVariable> Variables);

/// <param name="Name">The variable's name.</param>
/// <param name="Value">Its value, or null to remove an inherited one.</param>
public sealed record EnvironmentVariable(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Value)
{
    /// <summary>The name alone, because the value may be a secret.</summary>
    public override string ToString() => Name;
}
