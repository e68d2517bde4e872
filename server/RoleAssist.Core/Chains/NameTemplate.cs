using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Names with placeholders, such as <c>{user}@{host}</c>, that are expanded when STS is called. The template, not its
/// expansion, identifies a session, so a random part does not make another session.
/// </summary>
internal static partial class NameTemplate
{
    public static IReadOnlyList<string> Placeholders { get; } = ["user", "host", "workspace", "profile", "random"];

    /// <summary>Expands the placeholders. One without a value expands to an empty string.</summary>
    public static string Expand(string template, Func<string, string?> valueOf) =>
        Placeholder().Replace(template, match => valueOf(match.Groups[1].Value) ?? "");

    public static bool HasPlaceholder(string template) => Placeholder().IsMatch(template);

    /// <summary>Checks the placeholders and the text around them. The expanded name is checked later.</summary>
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
                    $"Use {string.Join(", ", Placeholders.Select(placeholder => $"{{{placeholder}}}"))}."
                );
            }
        }

        var rest = Placeholder().Replace(template, "");
        (rest.Length == template.Length ? rule : rule with { Shortest = 0 }).Require(name, rest);
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
