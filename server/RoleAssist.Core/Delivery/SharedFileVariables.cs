using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// The variables that say where the AWS files are
/// (https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html). A generated profile takes them, and what the
/// person had there moves to one of RoleAssist's own: RoleAssist goes on with the person's files, and puts them back.
/// </summary>
public sealed record SharedFileVariable(string Name, string Default, string Original, string GeneratedFile)
{
    /// <summary>Where the person's file is; a tilde stands for the home folder.</summary>
    public string PathIn(ProcessEnvironment environment) => Chosen(environment) ?? Default;

    /// <summary>What the person has set; null where that is nothing.</summary>
    internal string? Chosen(ProcessEnvironment environment) => environment[Name] switch
    {
        { } path when IsGenerated(path) => environment[Original] is { } original && original != Default ? original : null,
        var path => path,
    };

    internal bool IsGenerated(string? path) => path is not null && (path.EndsWith('/' + GeneratedFile, StringComparison.Ordinal) || path.EndsWith('\\' + GeneratedFile, StringComparison.Ordinal));
}

/// <summary>Both of them.</summary>
public static class SharedFileVariables
{
    public static SharedFileVariable Config { get; } =
        new("AWS_CONFIG_FILE", "~/.aws/config", "ROLEASSIST_CONFIG_FILE", "roleassist-config");

    public static SharedFileVariable Credentials { get; } =
        new("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", "ROLEASSIST_SHARED_CREDENTIALS_FILE", "roleassist-credentials");

    private static SharedFileVariable[] Both => [Config, Credentials];

    /// <summary>
    /// What a program needs in its environment to see the person's profiles, where a generated file stands before them. It
    /// keeps a profile that somebody has named since.
    /// </summary>
    public static IEnumerable<EnvironmentChange> Restored(ProcessEnvironment environment) =>
    [
        .. Both.Where(file => file.IsGenerated(environment[file.Name])).Select(file => new EnvironmentChange(file.Name, file.Chosen(environment))),
        .. IsInGenerated(environment) ? EnvironmentLayer.ProfileNaming.Select(name => new EnvironmentChange(name, null)) : [],
    ];

    /// <summary>Whether the profile that the environment names is a generated one, and not one that somebody has named since.</summary>
    internal static bool IsInGenerated(ProcessEnvironment environment) =>
        Config.IsGenerated(environment[Config.Name])
        && GeneratedProfile.IsNameOf(environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"], environment[SessionVariables.Profile] ?? "");

    internal static bool Contains(string variable) => Both.Any(file => file.Name == variable);

    internal static void LayOver(ProcessEnvironment surroundings, bool canRemove, OrderedDictionary<string, string?> values)
    {
        foreach (var file in Both)
        {
            if (values.ContainsKey(file.Name))
            {
                values[file.Original] = file.PathIn(surroundings);
            }
            else if (canRemove)
            {
                values[file.Original] = null;
                if (file.IsGenerated(surroundings[file.Name]))
                {
                    values[file.Name] = file.Chosen(surroundings);
                }
            }
        }
    }
}
