using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration.Languages.AwsConfig;

/// <summary>
/// Values in the shared files (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html). The format has no
/// quotes or escapes, so values that AWS tools read differently cannot be written.
/// </summary>
internal sealed class AwsConfigSyntax : LanguageSyntax
{
    /// <exception cref="Errors.RoleAssistException">
    /// <see cref="Errors.ErrorCode.InvalidArgument"/>: the format cannot express the value.
    /// </exception>
    public override Literal Text(string value) =>
        ProfileNames.IsPlain(
            value.Replace(",", "", StringComparison.Ordinal).Replace("=", "", StringComparison.Ordinal)
        )
            ? new Literal("", value, "")
            : throw UnwritableText.Because(
                value,
                "AWS tools disagree on how to read spaces, quotes and special characters in their files."
            );
}
