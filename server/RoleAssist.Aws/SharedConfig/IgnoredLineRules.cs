using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Lines that AWS' specification of the files silently ignores, but that their author should know about.
/// </summary>
internal static class IgnoredLineRules
{
    public static readonly FileRule ProfilePrefixMissing = FileRule.Warning(
        "ProfilePrefixMissing",
        "[{0}] is ignored: in the config file a profile is written [profile {0}]. Of AWS' tools, only the AWS Toolkit "
            + "reads it as a profile."
    ) with
    {
        IsHeader = true,
    };

    public static readonly FileRule ProfilePrefixInCredentials = FileRule.Divider(
        "ProfilePrefixInCredentials",
        "[profile {0}] is ignored: in the credentials file a profile is written [{0}]. The SDK for .NET still reads "
            + "it; the AWS CLI and boto3 treat 'profile' as part of its name."
    ) with
    {
        IsHeader = true,
    };

    public static readonly FileRule SectionInCredentials = FileRule.Warning(
        "SectionInCredentials",
        "[{0}] is ignored: the credentials file contains only profiles. Move the section to the config " + "file."
    ) with
    {
        IsHeader = true,
    };

    public static readonly FileRule UnknownSection = FileRule.Warning(
        "UnknownSection",
        "[{0}] is ignored: a section must be a profile, an sso-session or a services section, in lower " + "case.{1}"
    ) with
    {
        IsHeader = true,
    };

    public static readonly FileRule SectionNameMissing = FileRule.Warning(
        "SectionNameMissing",
        "[{0}] is ignored: it has no name."
    );

    public static readonly FileRule SectionNameInvalid = FileRule.Warning(
        "SectionNameInvalid",
        "[{0}] is ignored: a name may contain only letters, digits and - _ / . % @ : +. The SDK for .NET still reads "
            + "it."
    ) with
    {
        IsHeader = true,
    };

    public static readonly FileRule PropertyNameInvalid = FileRule.Warning(
        "PropertyNameInvalid",
        "The property is ignored: a name may contain only letters, digits and - _ / . % @ : +."
    );

    public static readonly FileRule DefaultBeaten = FileRule.Divider(
        "DefaultBeaten",
        "[default] is ignored, because [profile default] exists too. The AWS CLI and boto3 read whichever of the two "
            + "comes last. Keep one of them."
    );
}
