namespace RoleAssist.Core.Profiles;

/// <summary>What may stand as a setting's value in the AWS files (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html).</summary>
internal static class SettingValue
{
    /// <summary>Whether every SDK's parser reads the same in it: one line, without blanks at its ends or what one of them takes for a comment.</summary>
    public static bool IsPlain(string value) =>
        value.Length > 0
        && value.Trim() == value
        && !value.Any(char.IsControl)
        && value[0] is not ('#' or ';')
        && !value.Contains(" #", StringComparison.Ordinal)
        && !value.Contains(" ;", StringComparison.Ordinal);
}
