namespace RoleAssist.Core.Profiles;

/// <summary>The settings whose values must not be displayed.</summary>
public static class SecretSettings
{
    private static readonly string[] Names =
    [
        ProfileSettings.SecretAccessKey,
        ProfileSettings.SessionToken,
        ProfileSettings.SecurityToken, // The older name of the session token, which boto3 still reads.
    ];

    /// <summary>
    /// Whether a setting is one of AWS' secrets, or its name says that it holds another tool's secret.
    /// </summary>
    public static bool Contains(string setting) =>
        Names.Contains(setting, StringComparer.Ordinal)
        || setting.Contains("secret", StringComparison.Ordinal)
        || setting.Contains("password", StringComparison.Ordinal);
}
