namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Lines that mean what AWS' specification says to RoleAssist, and something else to a tool in wide use. Every sentence
/// was seen to be true with the tool itself: botocore 1.29 (the AWS CLI and boto3), AWSSDK.Core 4.0 for .NET, the file
/// loader 4.7 of the SDK for JavaScript v3, the AWS Toolkit for VS Code.
/// </summary>
internal static class PortabilityRules
{
    public static readonly FileRule ByteOrderMark = FileRule.Divider(
        "ByteOrderMark",
        "The file begins with a byte order mark. The AWS CLI and boto3 reject the whole file for it; the SDKs for .NET and JavaScript read it. Save the file as UTF-8 without one.");

    public static readonly FileRule CommentAfterHeader = FileRule.Divider(
        "CommentAfterHeader",
        "The SDK for .NET rejects the whole file for a comment after ']'; with no blank before it, the SDK for JavaScript misses the section. Give the comment a line of its own.");

    public static readonly FileRule CommentAfterValue = FileRule.Warning(
        "CommentAfterValue",
        "The AWS CLI, boto3 and the SDK for .NET take the comment for a part of the value. Give it a line of its own.");

    public static readonly FileRule ContinuedValue = FileRule.Divider(
        "ContinuedValue",
        "The value goes on in an indented line. The SDK for .NET rejects the whole file for it, and the SDK for JavaScript reads the first line only.");

    public static readonly FileRule NestedProperties = FileRule.Information(
        "NestedProperties",
        "The AWS Toolkit takes the lines below '{0}' for properties of the profile itself, where they replace those of the same name.");

    public static readonly FileRule DuplicateSection = FileRule.Divider(
        "DuplicateSection",
        "[{0}] is there twice, and the two are read as one. The AWS CLI and boto3 reject the whole file for it, and the SDK for .NET keeps the first only.");

    public static readonly FileRule DuplicateProperty = FileRule.Divider(
        "DuplicateProperty",
        "'{0}' is there twice in this section, and the last one counts. The AWS CLI and boto3 reject the whole file for it, and the SDK for .NET loses the section.");

    public static readonly FileRule ServicesSection = FileRule.Information(
        "ServicesSection",
        "The AWS Toolkit cannot read a file with a services section.");

    public static readonly FileRule BlanksBesideBrackets = FileRule.Warning(
        "BlanksBesideBrackets",
        "The AWS CLI, boto3 and the SDK for JavaScript do not find a section with blanks beside its brackets. Write [{0}].");

    public static readonly FileRule BlanksBetweenWords = FileRule.Warning(
        "BlanksBetweenWords",
        "The SDK for JavaScript does not find a section with more than one blank between its words. Write [{0}].");

    public static readonly FileRule QuotedName = FileRule.Warning(
        "QuotedName",
        "The AWS CLI and boto3 take '{0}' for the name. To the SDK for .NET the quotes are a part of it, and the SDK for JavaScript finds no name with blanks.");

    public static readonly FileRule CapitalsInPropertyName = FileRule.Information(
        "CapitalsInPropertyName",
        "The SDK for JavaScript does not find '{1}' when it is written '{0}'.");

    public static readonly FileRule EmptyValue = FileRule.Information(
        "EmptyValue",
        "'{0}' has no value. The SDK for JavaScript drops the line; to the others its value is empty.");
}
