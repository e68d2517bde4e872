namespace RoleAssist.Core.Profiles;

/// <summary>Where a profile's credentials come from.</summary>
public enum ProfileKind
{
    Settings,
    Role,
    AccessKey,
    SsoSession,
    Sso,
    WebIdentity,
    Process,
    Login,
}

public static class ProfileKinds
{
    public static ProfileKind Of(Profile profile) => profile switch
    {
        _ when profile[ProfileSettings.WebIdentityTokenFile] is not null => ProfileKind.WebIdentity,
        _ when profile[ProfileSettings.RoleArn] is not null => ProfileKind.Role,
        _ when profile[ProfileSettings.AccessKeyId] is not null => ProfileKind.AccessKey,
        _ when profile[ProfileSettings.SsoSession] is not null => ProfileKind.SsoSession,
        _ when (profile[ProfileSettings.SsoStartUrl] ?? profile[ProfileSettings.SsoAccountId]) is not null => ProfileKind.Sso,
        _ when profile[ProfileSettings.CredentialProcess] is not null => ProfileKind.Process,
        _ when profile[ProfileSettings.LoginSession] is not null => ProfileKind.Login,
        _ => ProfileKind.Settings,
    };

    /// <summary>The setting by which a profile gets credentials in a way that is recognised but cannot be used.</summary>
    internal static string? UnsupportedSettingOf(Profile profile) => Of(profile) switch
    {
        ProfileKind.WebIdentity => ProfileSettings.WebIdentityTokenFile,
        ProfileKind.SsoSession => ProfileSettings.SsoSession,
        ProfileKind.Sso => ProfileSettings.SsoStartUrl,
        ProfileKind.Process => ProfileSettings.CredentialProcess,
        ProfileKind.Login => ProfileSettings.LoginSession,
        _ => null,
    };
}
