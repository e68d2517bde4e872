namespace RoleAssist.Core.Settings;

/// <summary>What a setting's value is.</summary>
public enum SettingKind
{
    Text,
    Enum,
    Bool,
    Number,

    /// <summary>A time in seconds.</summary>
    Duration,

    /// <summary>A number of bytes, which may have a unit: <c>8MB</c>.</summary>
    Size,

    /// <summary>A number of bytes per second: <c>50MB/s</c>.</summary>
    Rate,

    /// <summary>A point in time, ISO 8601.</summary>
    Time,
    Url,
    Region,
    Arn,
    RoleArn,
    AccountId,
    AccessKeyId,

    /// <summary>The serial number of a device, or the ARN of a virtual one.</summary>
    MfaSerial,
    SessionName,
    Path,

    /// <summary>Several paths, separated as in <c>PATH</c>.</summary>
    PathList,

    /// <summary>A command line.</summary>
    Command,

    /// <summary>Several words, separated by commas.</summary>
    List,
    ProfileName,
    SsoSessionName,
    ServicesName,

    /// <summary>No value: indented lines below hold settings.</summary>
    Block,

    /// <summary>A value that must not be displayed.</summary>
    Secret,
}
