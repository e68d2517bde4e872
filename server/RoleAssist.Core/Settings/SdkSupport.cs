namespace RoleAssist.Core.Settings;

/// <summary>Whether an SDK reads a setting.</summary>
public enum SdkSupport
{
    No,
    Yes,

    /// <summary>Only if the program does something too.</summary>
    WithCode,
    Unknown,
}
