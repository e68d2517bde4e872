namespace RoleAssist.Aws.SharedConfig.Syntax;

/// <summary>
/// Syntax errors in AWS files. Each message begins with the words that AWS' own SDKs use, so that users who search for
/// them find help.
/// </summary>
internal static class SyntaxErrors
{
    public static readonly FileRule SectionNotClosed = FileRule.Error(
        "Profile definition must end with ']'. Only a comment may follow it. The lines up to the next section header "
            + "are ignored."
    );

    public static readonly FileRule PropertyOutsideSection = FileRule.Error(
        "Expected a profile definition, such as [profile NAME], before the first property."
    ) with
    {
        HidesProfiles = true,
    };

    public static readonly FileRule MissingEquals = FileRule.Error(
        "Expected an '=' sign defining a property. Indent a line that continues the previous value."
    );

    public static readonly FileRule MissingName = FileRule.Error(
        "Property did not have a name. Write one before the '=' sign."
    );

    public static readonly FileRule ContinuationWithoutProperty = FileRule.Error(
        "Expected a property definition, found continuation. An indented line continues the value of a property, but "
            + "no property precedes it."
    );

    public static readonly FileRule MissingEqualsInBlock = FileRule.Error(
        "Expected an '=' sign defining a sub-property. Every indented line below a property without a value is a "
            + "sub-property. Comments there must not be indented."
    );

    public static readonly FileRule MissingNameInBlock = FileRule.Error(
        "Sub-property did not have a name. Write one before the '=' sign."
    );

    public static readonly FileRule InvalidByte = FileRule.Error(
        "Byte 0x{0:X2} is not valid UTF-8. The AWS CLI and boto3 reject the whole file because of it. Save the file as "
            + "UTF-8."
    ) with
    {
        DisablesProfile = false,
    };

    public static readonly FileRule Utf16 = FileRule.Error(
        "The file is encoded in UTF-16, which AWS' tools do not read. Save it as UTF-8 (Windows PowerShell: -Encoding "
            + "ascii)."
    ) with
    {
        HidesProfiles = true,
    };
}
