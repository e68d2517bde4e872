using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>What a name in the AWS files stands for.</summary>
public enum NameKind
{
    Profile,
    SsoSession,
    Services,
}

/// <summary>Tells what the values of settings name.</summary>
internal static class NameKinds
{
    /// <summary>Returns what a setting's value is the name of; null if it is none.</summary>
    public static NameKind? NamedBy(SettingKind kind) =>
        kind switch
        {
            SettingKind.ProfileName => NameKind.Profile,
            SettingKind.SsoSessionName => NameKind.SsoSession,
            SettingKind.ServicesName => NameKind.Services,
            _ => null,
        };

    public static string Describe(NameKind kind) =>
        kind switch
        {
            NameKind.Profile => "profile",
            NameKind.SsoSession => "sso-session",
            _ => "services section",
        };
}
