namespace RoleAssist.Core.Environment;

/// <summary>
/// The user's home folder, as AWS' SDKs find it
/// (https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html#file-location-homedir).
/// </summary>
public static class HomeFolder
{
    public static string Find(ProcessEnvironment environment) => Find(environment, OperatingSystem.IsWindows());

    /// <summary>Returns HOME, else the Windows-specific variables, else the operating system's value.</summary>
    public static string Find(ProcessEnvironment environment, bool isWindows) =>
        environment["HOME"]
        ?? (isWindows ? environment["USERPROFILE"] ?? DriveAndPath(environment) : null)
        ?? System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    private static string? DriveAndPath(ProcessEnvironment environment) =>
        (environment["HOMEDRIVE"], environment["HOMEPATH"]) is ({ } drive, { } path) ? drive + path : null;
}
