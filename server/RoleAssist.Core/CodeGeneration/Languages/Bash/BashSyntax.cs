using System.Globalization;
using System.Text;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Languages.Bash;

/// <summary>Bash's quoting (https://www.gnu.org/software/bash/manual/html_node/Quoting.html), as 3.2 knew it, which macOS has.</summary>
internal sealed class BashSyntax : LanguageSyntax
{
    /// <summary>
    /// The AWS CLI reads an argument that begins so from a file
    /// (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html), and version 1 from a web page too
    /// (its setting <c>cli_follow_urlparam</c>). No quoting prevents it.
    /// </summary>
    private static readonly string[] ReadPrefixes = ["file://", "fileb://", "http://", "https://"];

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>, for what no argument can be.</exception>
    public override Literal Text(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw UnwritableText.Because(value, "It holds a null character, which no argument can.");
        }

        if (ReadPrefixes.Any(prefix => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw UnwritableText.Because(value, "The AWS CLI would send what it reads there, from a file or, in version 1, from a web page.");
        }

        return value.EnumerateRunes().All(IsPlain)
            ? new Literal("'", value.Replace("'", @"'\''", StringComparison.Ordinal), "'")
            : new Literal("$'", string.Concat(Encoding.UTF8.GetBytes(value).Select(Escaped)), "'");
    }

    public override bool HasBareWords => true;

    public override string EnvironmentVariable(string variable) => $"\"${{{variable}}}\"";

    /// <summary>A byte in ANSI-C quotes, which the locale has no say in.</summary>
    private static string Escaped(byte value) => value switch
    {
        (byte)'\'' or (byte)'\\' => $"\\{(char)value}",
        >= 0x20 and < 0x7f => ((char)value).ToString(),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
    };
}
