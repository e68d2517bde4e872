namespace RoleAssist.Core.Settings;

/// <summary>The kind of section that a setting belongs to.</summary>
public enum SettingSection
{
    Profile,
    SsoSession,
    Services,

    /// <summary><c>[plugins]</c>, which only the AWS CLI reads.</summary>
    Plugins,
}
