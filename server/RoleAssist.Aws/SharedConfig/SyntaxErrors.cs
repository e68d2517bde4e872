namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// What no AWS file may hold. Each message begins with the words that AWS' own SDKs use for it, so that people who
/// search for them find help.
/// </summary>
internal static class SyntaxErrors
{
    public static readonly FileRule SectionNotClosed = FileRule.Error(
        "Profile definition must end with ']'. Only a comment may follow it. The lines below belong to no profile until the next one begins.");

    public static readonly FileRule PropertyOutsideSection = FileRule.Error(
        "Expected a profile definition, such as [profile NAME], before the first property.") with { HidesProfiles = true };

    public static readonly FileRule MissingEquals = FileRule.Error(
        "Expected an '=' sign defining a property. A line that goes on with the value before it is indented.");

    public static readonly FileRule MissingName = FileRule.Error(
        "Property did not have a name. Write one before the '=' sign.");

    public static readonly FileRule ContinuationOfNothing = FileRule.Error(
        "Expected a property definition, found continuation. An indented line goes on with the value of a property, and there is none before it.");

    public static readonly FileRule MissingEqualsInBlock = FileRule.Error(
        "Expected an '=' sign defining a sub-property. Every indented line below a property without value is one; a comment there is not indented.");

    public static readonly FileRule MissingNameInBlock = FileRule.Error(
        "Sub-property did not have a name. Write one before the '=' sign.");

    public static readonly FileRule InvalidByte = FileRule.Error(
        "The byte 0x{0:X2} is no UTF-8. The AWS CLI and boto3 reject the whole file for it. Save the file as UTF-8.") with { StopsProfile = false };

    public static readonly FileRule Utf16 = FileRule.Error(
        "The file is written in UTF-16, which no AWS tool reads. Save it as UTF-8 (Windows PowerShell: -Encoding ascii).") with { HidesProfiles = true };
}
