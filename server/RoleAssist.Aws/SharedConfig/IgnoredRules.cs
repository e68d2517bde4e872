namespace RoleAssist.Aws.SharedConfig;

/// <summary>What AWS' specification of the files passes over without a word, which its author should hear of.</summary>
internal static class IgnoredRules
{
    public static readonly FileRule ProfilePrefixMissing = FileRule.Warning(
        "ProfilePrefixMissing",
        "[{0}] is ignored: in the config file a profile is written [profile {0}]. Of AWS' tools, only the AWS Toolkit takes it for a profile.") with { IsHeader = true };

    public static readonly FileRule ProfilePrefixInCredentials = FileRule.Divider(
        "ProfilePrefixInCredentials",
        "[profile {0}] is ignored: in the credentials file a profile is written [{0}]. The SDK for .NET reads it all the same; the AWS CLI and boto3 take the word 'profile' for a part of its name.") with { IsHeader = true };

    public static readonly FileRule SectionInCredentials = FileRule.Warning(
        "SectionInCredentials",
        "[{0}] is ignored: the credentials file holds profiles only. Move the section to the config file.") with { IsHeader = true };

    public static readonly FileRule UnknownSection = FileRule.Warning(
        "UnknownSection",
        "[{0}] is ignored: a section is a profile, an sso-session or a services section, in lower case.{1}") with { IsHeader = true };

    public static readonly FileRule SectionNameMissing = FileRule.Warning(
        "SectionNameMissing",
        "[{0}] is ignored: it has no name.");

    public static readonly FileRule SectionNameInvalid = FileRule.Warning(
        "SectionNameInvalid",
        "[{0}] is ignored: a name consists of letters, digits and - _ / . % @ : + only. The SDK for .NET reads it all the same.") with { IsHeader = true };

    public static readonly FileRule PropertyNameInvalid = FileRule.Warning(
        "PropertyNameInvalid",
        "The property is ignored: a name consists of letters, digits and - _ / . % @ : + only.");

    public static readonly FileRule DefaultBeaten = FileRule.Divider(
        "DefaultBeaten",
        "[default] is ignored, because [profile default] is there too. The AWS CLI and boto3 read whichever of the two comes last. Keep one of them.");
}
