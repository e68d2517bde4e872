using System.Text.Json;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Narrows a chain for an agent: the last role is assumed with the preset <c>agent</c>, for an hour at most, under a name
/// that tells the agent. It is another session than the person's.
/// </summary>
public static class AgentScope
{
    /// <summary>The tag that names the agent, on roles that allow tags.</summary>
    public const string Tag = "roleassist:agent";

    public const int MaxSeconds = 3_600;

    /// <summary>
    /// Whether a chain can be narrowed: it ends with a role that is assumed. Keys, and roles that Identity Center or a
    /// program hands out, take no session policy.
    /// </summary>
    public static bool CanNarrow(RoleChain chain) => chain.Steps is [.., AssumeRoleStep];

    /// <summary>Returns the agent that a chain is narrowed for; null for a person's.</summary>
    public static string? AgentOf(RoleChain chain) =>
        chain.Steps is [.., AssumeRoleStep { Agent: var agent }] ? agent : null;

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.AgentNotAllowed"/>: the person's session policy and the preset together are too long.
    /// </exception>
    internal static AssumeRoleStep Narrow(AssumeRoleStep role, AssumeTarget target) =>
        role with
        {
            Agent = target.Agent,
            Policy = PolicyOf(role, target),
            DurationSeconds = Math.Min(role.DurationSeconds ?? MaxSeconds, MaxSeconds),
        };

    /// <summary>
    /// Combines the preset with what the person asked for, so that the session may do what both allow: denials are added
    /// to a policy, and never anything that allows.
    /// </summary>
    private static string PolicyOf(AssumeRoleStep role, AssumeTarget target)
    {
        var agent = Preset(target.PolicyPreset);
        var statements = (target.Policy, target.PolicyPreset) switch
        {
            ({ } written, _) => [.. StatementsOf(written, target), .. agent.Denials],
            (null, { } preset) when SessionPolicyPreset.Parse(preset) is { Name: SessionPolicyPresets.NoIam } other =>
            [
                .. other.Statements,
                .. agent.Denials,
            ],
            // Managed policies alone allow what they do; another policy must not allow more.
            _ when role.PolicyArns.Count > 0 => agent.Denials,
            _ => agent.Statements,
        };
        var policy = PolicyStatements.Document(statements);
        return policy.Length <= StsRules.Policy.Longest
            ? policy
            : throw new RoleAssistException(
                ErrorCode.AgentNotAllowed,
                $"The session policy is too long to be narrowed for {target.Agent}: {policy.Length} characters, and STS "
                    + $"accepts {StsRules.Policy.Longest}.",
                "Use a policy preset, or a shorter policy."
            );
    }

    /// <summary>
    /// Gets the agent's preset, narrowed as the asked one is. The preset <c>agent</c> reads less than <c>read-only</c>,
    /// and is the intersection with it.
    /// </summary>
    private static SessionPolicyPreset Preset(string? asked)
    {
        var plain = SessionPolicyPreset.Parse(SessionPolicyPresets.Agent);
        if (asked is null || SessionPolicyPreset.Parse(asked) is not { Name: not SessionPolicyPresets.NoIam } preset)
        {
            return plain;
        }

        var narrowed = plain with
        {
            WithLogs = preset.WithLogs,
            Services = [.. preset.Services.Where(SessionPolicyPreset.IsForAgents)],
            Regions = preset.Regions,
        };
        return preset.Services.Count == 0 || narrowed.Services.Count > 0
            ? narrowed
            : throw new RoleAssistException(
                ErrorCode.AgentNotAllowed,
                $"An agent gets nothing of {string.Join(", ", preset.Services)}, whose calls may return secrets.",
                "Name other services, or run the command yourself."
            );
    }

    private static IEnumerable<string> StatementsOf(string policy, AssumeTarget target)
    {
        try
        {
            using var document = JsonDocument.Parse(policy);
            var statement = document.RootElement.GetProperty("Statement");
            return statement.ValueKind == JsonValueKind.Array
                ? [.. statement.EnumerateArray().Select(Compact)]
                : [Compact(statement)];
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The session policy cannot be narrowed for {target.Agent}, because it is not a policy in JSON.",
                "Correct the policy.",
                wrong
            );
        }
    }

    private static string Compact(JsonElement statement)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            statement.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
