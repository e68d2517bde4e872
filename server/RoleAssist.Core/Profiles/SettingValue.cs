namespace RoleAssist.Core.Profiles;

/// <summary>
/// The values allowed for a setting in the AWS files
/// (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html).
/// </summary>
internal static class SettingValue
{
    /// <summary>
    /// Whether every SDK parses the value identically: one line, without leading or trailing blanks or the start of a
    /// comment.
    /// </summary>
    public static bool IsPlain(string value) =>
        value.Length > 0
        && value.Trim() == value
        && !value.Any(char.IsControl)
        && value[0] is not ('#' or ';')
        && !value.Contains(" #", StringComparison.Ordinal)
        && !value.Contains(" ;", StringComparison.Ordinal);
}
