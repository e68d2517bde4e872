using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration.Languages.AwsConfig;

/// <summary>
/// Values of the shared files (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html). The format has no
/// quotes and no escapes, so what AWS' tools would read in different ways cannot be written.
/// </summary>
internal sealed class AwsConfigSyntax : LanguageSyntax
{
    /// <exception cref="Errors.RoleAssistException"><see cref="Errors.ErrorCode.InvalidArgument"/>, for what the format cannot hold.</exception>
    public override Literal Text(string value) => ProfileNames.IsPlain(value.Replace(",", "", StringComparison.Ordinal).Replace("=", "", StringComparison.Ordinal))
        ? new Literal("", value, "")
        : throw UnwritableText.Because(value, "AWS' tools read a blank, a quote or a sign like this in their files each in a way of its own.");
}
