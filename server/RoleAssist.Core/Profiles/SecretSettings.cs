namespace RoleAssist.Core.Profiles;

/// <summary>The settings whose values nobody should read over a shoulder.</summary>
public static class SecretSettings
{
    private static readonly string[] Names =
    [
        ProfileSettings.SecretAccessKey,
        ProfileSettings.SessionToken,
        ProfileSettings.SecurityToken, // The session token's old name, which boto3 still reads.
    ];

    /// <summary>AWS' own, and what other tools keep in these files under a name that says so.</summary>
    public static bool Contains(string setting) =>
        Names.Contains(setting, StringComparer.Ordinal)
        || setting.Contains("secret", StringComparison.Ordinal)
        || setting.Contains("password", StringComparison.Ordinal);
}
