using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The tags of a new session.</summary>
/// <param name="Transitive">The tags that are passed on to the next session in the chain.</param>
internal sealed record SessionTags(bool HasAny, IReadOnlyDictionary<string, string> Transitive)
{
    public static SessionTags Combine(
        Session? calling,
        IReadOnlyList<KeyValuePair<string, string>> asked,
        IReadOnlyList<string> transitiveKeys
    )
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!asked.All(tag => tags.TryAdd(tag.Key, tag.Value)))
        {
            throw Invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }

        if (asked.Any(tag => tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))
        {
            throw Invalid("aws: prefixed tag key names are not allowed for external use.");
        }

        var transitive = new Dictionary<string, string>(
            calling?.TransitiveTags ?? Session.NoTags,
            StringComparer.OrdinalIgnoreCase
        );
        if (tags.Keys.Any(transitive.ContainsKey))
        {
            throw Invalid(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session."
            );
        }

        foreach (var key in transitiveKeys)
        {
            transitive[key] = tags.TryGetValue(key, out var value)
                ? value
                : throw Invalid("The specified transitive tag key must be included in the requested tags.");
        }

        return new SessionTags(tags.Count > 0 || transitive.Count > 0, transitive);
    }

    private static ServiceException Invalid(string message) => new(400, "InvalidParameterValue", message);
}
