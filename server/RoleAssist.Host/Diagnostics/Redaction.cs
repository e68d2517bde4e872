using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;

namespace RoleAssist.Host.Diagnostics;

/// <summary>What on this machine tells who somebody is.</summary>
internal static class Redaction
{
    public static Redactor On(ProcessEnvironment environment) => new(Words(environment));

    /// <remarks>Worked out when the first text is redacted: the user's name may have to be looked up over a network.</remarks>
    private static IEnumerable<KeyValuePair<string, string>> Words(ProcessEnvironment environment)
    {
        IReadOnlyList<KeyValuePair<string, string>> words =
        [
            .. new[] { environment["HOME"], environment["USERPROFILE"], Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) }
                .OfType<string>()
                .Where(folder => folder.Length > 0)
                .Distinct()
                .Select(folder => KeyValuePair.Create(folder.TrimEnd('/', '\\'), "~")),
            // The superuser's name says nothing, and is a word of its own in many sentences.
            .. Environment.UserName is "root" ? [] : new[] { KeyValuePair.Create(Environment.UserName, "<user>") },
            KeyValuePair.Create(Environment.MachineName, "<machine>"),
        ];
        foreach (var word in words)
        {
            yield return word;
        }
    }
}
