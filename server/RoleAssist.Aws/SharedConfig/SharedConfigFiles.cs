using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Where the two AWS files are (https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html).
/// </summary>
/// <param name="Config">The config file's path.</param>
/// <param name="Credentials">The shared credentials file's path.</param>
public sealed record SharedConfigFiles(string Config, string Credentials)
{
    public static SharedConfigFiles Locate(ProcessEnvironment environment)
    {
        var home = Home(environment);
        return new SharedConfigFiles(
            Expand(environment["AWS_CONFIG_FILE"], home) ?? Path.Combine(home, ".aws", "config"),
            Expand(environment["AWS_SHARED_CREDENTIALS_FILE"], home) ?? Path.Combine(home, ".aws", "credentials"));
    }

    /// <summary>A tilde stands for the home folder at the start of a path and nowhere else.</summary>
    private static string? Expand(string? path, string home) => path switch
    {
        null => null,
        "~" => home,
        _ when path.StartsWith("~/", StringComparison.Ordinal) => Path.Combine(home, path[2..]),
        _ when OperatingSystem.IsWindows() && path.StartsWith(@"~\", StringComparison.Ordinal) => Path.Combine(home, path[2..]),
        _ => path,
    };

    private static string Home(ProcessEnvironment environment) =>
        environment["HOME"]
        ?? environment["USERPROFILE"]
        ?? (environment["HOMEDRIVE"], environment["HOMEPATH"]) switch
        {
            ({ } drive, { } path) => drive + path,
            _ => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        };
}
