using System.Text.Json;

namespace RoleAssist.Sandbox.Policies;

/// <summary>
/// A session policy: what a session may do of what its role may
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session).
/// </summary>
public sealed class SessionPolicy
{
    private readonly List<Statement> _statements;

    private SessionPolicy(List<Statement> statements) => _statements = statements;

    /// <summary>Reads a policy that STS has accepted.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static SessionPolicy Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new SessionPolicy([.. PolicyReader.Items(document.RootElement.GetProperty("Statement")).Select(Read)]);
    }

    /// <summary>Judges an action.</summary>
    /// <param name="action">The action, such as <c>s3:GetObject</c>.</param>
    /// <param name="region">The region that the call is sent to.</param>
    /// <param name="resource">The ARN that the call is about; <c>*</c> if it is about none.</param>
    public PolicyVerdict Judge(string action, string region, string resource = "*")
    {
        var request = new PolicyRequest(action, [], PolicyRequest.ContextOf(("aws:RequestedRegion", region)));
        var effects = _statements
            .Where(statement => statement.AppliesTo(request, resource))
            .Select(statement => statement.Effect)
            .ToHashSet();
        return effects.Contains(PolicyEffect.Deny) ? PolicyVerdict.Denied
            : effects.Contains(PolicyEffect.Allow) ? PolicyVerdict.Allowed
            : PolicyVerdict.NotAllowed;
    }

    private static Statement Read(JsonElement statement) =>
        new(
            PolicyReader.Effect(statement.GetProperty("Effect")),
            Patterns.Read(statement, "Action", "NotAction", ignoreCase: true),
            Patterns.Read(statement, "Resource", "NotResource", ignoreCase: false),
            statement.TryGetProperty("Condition", out var condition) ? PolicyReader.Conditions(condition) : []
        );

    private sealed record Statement(
        PolicyEffect Effect,
        Patterns Actions,
        Patterns Resources,
        IReadOnlyList<PolicyCondition> Conditions
    )
    {
        public bool AppliesTo(PolicyRequest request, string resource) =>
            Actions.Match(request.Action)
            && Resources.Match(resource)
            && Conditions.All(condition => condition.Holds(request));
    }

    /// <summary>The patterns of an element, or of the element that means everything else.</summary>
    private sealed record Patterns(IReadOnlyList<string> Texts, bool IsNegated, bool IgnoreCase)
    {
        public static Patterns Read(JsonElement statement, string name, string negatedName, bool ignoreCase) =>
            statement.TryGetProperty(name, out var value)
                ? new Patterns(PolicyReader.Texts(value), IsNegated: false, ignoreCase)
                : new Patterns(PolicyReader.Texts(statement.GetProperty(negatedName)), IsNegated: true, ignoreCase);

        public bool Match(string text) => Texts.Any(pattern => Wildcards.Match(pattern, text, IgnoreCase)) != IsNegated;
    }
}
