using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Lines that RoleAssist reads according to AWS' specification and a widely used tool reads differently. Each statement
/// was verified with the tool itself: botocore 1.29 (the AWS CLI and boto3), AWSSDK.Core 4.0 for .NET, the file loader
/// 4.7 of the SDK for JavaScript v3, and the AWS Toolkit for VS Code.
/// </summary>
internal static class PortabilityRules
{
    public static readonly FileRule ByteOrderMark = FileRule.Divider(
        "ByteOrderMark",
        "The file begins with a byte order mark. The AWS CLI and boto3 reject the whole file because of it; the SDKs "
            + "for .NET and JavaScript accept it. Save the file as UTF-8 without a byte order mark."
    );

    public static readonly FileRule CommentAfterHeader = FileRule.Divider(
        "CommentAfterHeader",
        "The SDK for .NET rejects the whole file because of a comment after ']'; without a space before it, the SDK "
            + "for JavaScript does not find the section. Put the comment on a separate line."
    );

    public static readonly FileRule CommentAfterValue = FileRule.Warning(
        "CommentAfterValue",
        "The AWS CLI, boto3 and the SDK for .NET treat the comment as part of the value. Put it on a separate line."
    );

    public static readonly FileRule ContinuedValue = FileRule.Divider(
        "ContinuedValue",
        "The value continues on an indented line. The SDK for .NET rejects the whole file because of it, and the SDK "
            + "for JavaScript reads only the first line."
    );

    public static readonly FileRule NestedProperties = FileRule.Information(
        "NestedProperties",
        "The AWS Toolkit treats the lines below '{0}' as properties of the profile itself, where they replace "
            + "properties of the same name."
    );

    public static readonly FileRule DuplicateSection = FileRule.Divider(
        "DuplicateSection",
        "[{0}] is defined twice, and the two sections are merged. The AWS CLI and boto3 reject the whole file because "
            + "of it, and the SDK for .NET reads only the first."
    );

    public static readonly FileRule DuplicateProperty = FileRule.Divider(
        "DuplicateProperty",
        "'{0}' is defined twice in this section, and the last value is used. The AWS CLI and boto3 reject the whole "
            + "file because of it, and the SDK for .NET ignores the section."
    );

    public static readonly FileRule ServicesSection = FileRule.Information(
        "ServicesSection",
        "The AWS Toolkit cannot read a file with a services section."
    );

    public static readonly FileRule BlanksBesideBrackets = FileRule.Warning(
        "BlanksBesideBrackets",
        "The AWS CLI, boto3 and the SDK for JavaScript do not find a section with spaces inside its brackets. Write "
            + "[{0}]."
    );

    public static readonly FileRule BlanksBetweenWords = FileRule.Warning(
        "BlanksBetweenWords",
        "The SDK for JavaScript does not find a section with more than one space between its words. Write [{0}]."
    );

    public static readonly FileRule QuotedName = FileRule.Warning(
        "QuotedName",
        "The AWS CLI and boto3 use '{0}' as the name. The SDK for .NET treats the quotes as part of it, and the SDK "
            + "for JavaScript does not find names with spaces."
    );

    public static readonly FileRule CapitalsInPropertyName = FileRule.Information(
        "CapitalsInPropertyName",
        "The SDK for JavaScript does not find '{1}' when it is written '{0}'."
    );

    public static readonly FileRule EmptyValue = FileRule.Information(
        "EmptyValue",
        "'{0}' has no value. The SDK for JavaScript ignores the line; other tools read an empty value."
    );
}
