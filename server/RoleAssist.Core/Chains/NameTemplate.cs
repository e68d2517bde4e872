using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Names with placeholders, <c>{user}@{host}</c>, that are filled in when STS is called. The template, not what it
/// becomes, tells a session from another: a random part makes no other session.
/// </summary>
internal static partial class NameTemplate
{
    public static IReadOnlyList<string> Placeholders { get; } = ["user", "host", "workspace", "profile", "random"];

    /// <summary>Fills in the placeholders; one without a value becomes nothing.</summary>
    public static string Expand(string template, Func<string, string?> valueOf) =>
        Placeholder().Replace(template, match => valueOf(match.Groups[1].Value) ?? "");

    public static bool HasPlaceholder(string template) => Placeholder().IsMatch(template);

    /// <summary>Checks what stands beside the placeholders. The whole is checked when it is known.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public static void Require(string name, string? template, TextRule rule)
    {
        if (template is null)
        {
            return;
        }

        foreach (Match match in Placeholder().Matches(template))
        {
            if (!Placeholders.Contains(match.Groups[1].Value))
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"The {name} has an unknown placeholder '{match.Value}'.",
                    $"There are {string.Join(", ", Placeholders.Select(placeholder => $"{{{placeholder}}}"))}.");
            }
        }

        var rest = Placeholder().Replace(template, "");
        (rest.Length == template.Length ? rule : rule with { Shortest = 0 }).Require(name, rest);
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
