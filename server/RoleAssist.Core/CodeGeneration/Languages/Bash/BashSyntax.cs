using System.Globalization;
using System.Text;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Languages.Bash;

/// <summary>
/// Bash quoting (https://www.gnu.org/software/bash/manual/html_node/Quoting.html), compatible with version 3.2 of
/// macOS.
/// </summary>
internal sealed class BashSyntax : LanguageSyntax
{
    /// <summary>
    /// Prefixes of arguments that the AWS CLI reads from a file
    /// (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html) or, in version 1, from a URL
    /// (its setting <c>cli_follow_urlparam</c>). Quoting does not prevent it.
    /// </summary>
    private static readonly string[] ReadPrefixes = ["file://", "fileb://", "http://", "https://"];

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the value cannot be a command-line argument.
    /// </exception>
    public override Literal Text(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw UnwritableText.Because(value, "It contains a null character, which arguments cannot contain.");
        }

        if (ReadPrefixes.Any(prefix => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw UnwritableText.Because(
                value,
                "The AWS CLI would replace it with the content of that file or, in version 1, of that URL."
            );
        }

        return value.EnumerateRunes().All(IsPlain)
            ? new Literal("'", value.Replace("'", @"'\''", StringComparison.Ordinal), "'")
            : new Literal("$'", string.Concat(Encoding.UTF8.GetBytes(value).Select(Escaped)), "'");
    }

    public override bool HasBareWords => true;

    public override string EnvironmentVariable(string variable) => $"\"${{{variable}}}\"";

    /// <summary>Escapes a byte for ANSI-C quotes, which do not depend on the locale.</summary>
    private static string Escaped(byte value) =>
        value switch
        {
            (byte)'\'' or (byte)'\\' => $"\\{(char)value}",
            >= 0x20 and < 0x7f => ((char)value).ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
        };
}
