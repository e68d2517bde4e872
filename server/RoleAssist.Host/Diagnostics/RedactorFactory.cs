using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Diagnostics;

/// <summary>Creates redactors for the words that identify the user or the machine.</summary>
internal static class RedactorFactory
{
    public static Redactor Create(ProcessEnvironment environment) => new(Words(environment));

    /// <remarks>
    /// Evaluated when the first text is redacted, because looking up the user name may need the network.
    /// </remarks>
    private static IEnumerable<KeyValuePair<string, string>> Words(ProcessEnvironment environment)
    {
        IReadOnlyList<KeyValuePair<string, string>> words =
        [
            .. new[]
            {
                environment["HOME"],
                environment["USERPROFILE"],
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            }
                .OfType<string>()
                .Where(folder => folder.Length > 0)
                .Distinct()
                .Select(folder => KeyValuePair.Create(folder.TrimEnd('/', '\\'), "~")),
            // The name 'root' identifies no user, and is an ordinary word in many sentences.
            .. LocalUser.Name is "root" ? [] : new[] { KeyValuePair.Create(LocalUser.Name, "<user>") },
            KeyValuePair.Create(Environment.MachineName, "<machine>"),
        ];
        foreach (var word in words)
        {
            yield return word;
        }
    }
}
