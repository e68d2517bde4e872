using RoleAssist.Core.Environment;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// The locations of the two AWS files (https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html).
/// </summary>
/// <param name="Config">The config file's path.</param>
/// <param name="Credentials">The shared credentials file's path.</param>
public sealed record SharedConfigFiles(string Config, string Credentials)
{
    private static Platform ThisPlatform => OperatingSystem.IsWindows() ? Platform.Windows : Platform.Unix;

    public static SharedConfigFiles Locate(ProcessEnvironment environment) => Locate(environment, ThisPlatform);

    public static SharedConfigFiles Locate(ProcessEnvironment environment, Platform platform)
    {
        var home = HomeFolder.Find(environment, isWindows: platform == Platform.Windows);
        return new SharedConfigFiles(
            Expand(SharedFileVariables.Config.GetPath(environment), home, platform),
            Expand(SharedFileVariables.Credentials.GetPath(environment), home, platform)
        );
    }

    /// <summary>Expands a tilde, which stands for the home folder only as the first part of a path.</summary>
    private static string Expand(string path, string home, Platform platform)
    {
        var (separator, separators) = platform == Platform.Windows ? ('\\', "/\\") : ('/', "/");
        if (path != "~" && !(path is ['~', var next, ..] && separators.Contains(next, StringComparison.Ordinal)))
        {
            return path;
        }

        var below = path[1..].Split([.. separators], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(separator, [home.TrimEnd([.. separators]), .. below]);
    }
}
