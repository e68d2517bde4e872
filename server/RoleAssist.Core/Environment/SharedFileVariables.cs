namespace RoleAssist.Core.Environment;

/// <summary>The variables for the config file and the credentials file.</summary>
public static class SharedFileVariables
{
    public static SharedFileVariable Config { get; } =
        new(AwsVariables.ConfigFile, "~/.aws/config", RoleAssistVariables.ConfigFile, "roleassist-config");

    public static SharedFileVariable Credentials { get; } =
        new(
            AwsVariables.SharedCredentialsFile,
            "~/.aws/credentials",
            RoleAssistVariables.SharedCredentialsFile,
            "roleassist-credentials"
        );

    private static SharedFileVariable[] Both => [Config, Credentials];

    /// <summary>The changes that lead from generated files back to the user's own.</summary>
    internal static IEnumerable<EnvironmentChange> Restored(ProcessEnvironment environment) =>
        Both.Where(file => file.IsGenerated(environment[file.Name]))
            .Select(file => new EnvironmentChange(file.Name, file.GetUserValue(environment)));

    internal static bool Contains(string variable) => Both.Any(file => file.Name == variable);

    internal static void Apply(
        ProcessEnvironment surroundings,
        bool canRemove,
        OrderedDictionary<string, string?> values
    )
    {
        foreach (var file in Both)
        {
            if (values.ContainsKey(file.Name))
            {
                values[file.Original] = file.GetPath(surroundings);
            }
            else if (canRemove)
            {
                values[file.Original] = null;
                if (file.IsGenerated(surroundings[file.Name]))
                {
                    values[file.Name] = file.GetUserValue(surroundings);
                }
            }
        }
    }
}
