using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Profiles;

/// <summary>
/// The name of the profile that RoleAssist generates for a session, by which a process recognizes it later.
/// </summary>
public static class GeneratedProfileName
{
    /// <summary>The name for a profile whose own name has no plain character, such as the empty name.</summary>
    private const string Fallback = "roleassist";

    private const string Suffix = "-roleassist";

    /// <summary>Creates a name under which every SDK finds the profile.</summary>
    /// <param name="profile">The session's profile.</param>
    /// <param name="isTaken">Whether another profile has a name, in these files or in another store.</param>
    public static string Create(string profile, Func<string, bool> isTaken)
    {
        var name = ToPlain(profile);
        return Enumerable
            .Range(1, int.MaxValue)
            .Select(number =>
                number switch
                {
                    1 => name,
                    2 => name + Suffix,
                    _ => $"{name}{Suffix}-{number}",
                }
            )
            .First(candidate => !isTaken(candidate));
    }

    /// <summary>
    /// Whether the environment selects a generated profile, and not one that the user has selected since.
    /// </summary>
    public static bool IsSelected(ProcessEnvironment environment) =>
        SharedFileVariables.Config.IsGenerated(environment[SharedFileVariables.Config.Name])
        && IsCreatedFrom(
            environment[RoleAssistVariables.Profile] ?? "",
            environment[AwsVariables.Profile] ?? environment[AwsVariables.DefaultProfile]
        );

    /// <summary>
    /// The changes that let a program see the user's own profiles where generated files hide them. A profile that the
    /// user has selected since stays selected.
    /// </summary>
    public static IEnumerable<EnvironmentChange> Restored(ProcessEnvironment environment) =>
        [
            .. SharedFileVariables.Restored(environment),
            .. IsSelected(environment) ? AwsVariables.Profiles.Select(name => new EnvironmentChange(name, null)) : [],
        ];

    private static bool IsCreatedFrom(string profile, string? name) =>
        name is not null
        && ToPlain(profile) is var plain
        && (name == plain || name.StartsWith(plain + Suffix, StringComparison.Ordinal));

    private static string ToPlain(string profile)
    {
        var plain = string.Concat(profile.Select(character => ProfileNames.IsPlain(character) ? character : '-'))
            .Trim('-');
        return plain.Length > 0 ? plain : Fallback;
    }
}
