namespace RoleAssist.Core.Settings;

/// <summary>The files that a setting belongs to.</summary>
public enum SettingFiles
{
    Config,
    Credentials,
    Both,
}
