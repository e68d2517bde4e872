using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>
/// A minimal reading of Terraform code: quoted strings
/// (https://developer.hashicorp.com/terraform/language/expressions/strings) and the layout of <c>terraform fmt</c>
/// (https://developer.hashicorp.com/terraform/language/style).
/// </summary>
internal static partial class TerraformText
{
    /// <summary>Returns the value of a quoted string without interpolation.</summary>
    public static string Read(string literal)
    {
        Assert.True(literal.Length >= 2 && literal[0] == '"' && literal[^1] == '"', literal);
        var content = literal[1..^1];
        var text = new StringBuilder();
        for (var index = 0; index < content.Length; index++)
        {
            var character = content[index];
            Assert.False(character is '"' || char.IsControl(character), $"{literal} ends at {index}");
            Assert.False(
                character is '$' or '%' && index + 1 < content.Length && content[index + 1] == '{',
                $"{literal} has an interpolation at {index}"
            );
            if (character != '\\')
            {
                text.Append(character);
                continue;
            }

            switch (content[++index])
            {
                case '"' or '\\':
                    text.Append(content[index]);
                    break;
                case 'u':
                    text.Append(new Rune(CodePoint(content.Substring(index + 1, 4))));
                    index += 4;
                    break;
                case 'U':
                    text.Append(new Rune(CodePoint(content.Substring(index + 1, 8))));
                    index += 8;
                    break;
                default:
                    Assert.Fail($"{literal} has an invalid escape sequence at {index}");
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Returns what <c>terraform fmt</c> would change: indentation by two, and aligned equals signs on adjacent lines.
    /// </summary>
    public static IEnumerable<string> Complaints(string code)
    {
        var depth = 0;
        var column = -1;
        foreach (var line in code.Split('\n'))
        {
            depth -= line.TrimStart().StartsWith('}') ? 1 : 0;
            var indentation = line.Length - line.TrimStart().Length;
            if (line.Length > 0 && indentation != depth * 2)
            {
                yield return $"indentation: {line}";
            }

            depth += line.EndsWith('{') ? 1 : 0;
            if (Attribute().Match(line) is not { Success: true } attribute)
            {
                column = -1;
                continue;
            }

            if (column >= 0 && attribute.Groups["sign"].Index != column)
            {
                yield return $"alignment: {line}";
            }

            column = attribute.Groups["sign"].Index;
        }

        // The longest name of a group has one space before its equals sign.
        foreach (var group in Neighbours(code).Where(group => group.Min() != 1))
        {
            yield return $"{group.Min()} spaces before the equals sign of the longest name";
        }
    }

    private static IEnumerable<List<int>> Neighbours(string code)
    {
        var blanks = new List<int>();
        foreach (var line in code.Split('\n'))
        {
            if (Attribute().Match(line) is { Success: true } attribute)
            {
                blanks.Add(attribute.Groups["blanks"].Length);
            }
            else if (blanks.Count > 0)
            {
                yield return blanks;
                blanks = [];
            }
        }
    }

    private static int CodePoint(string digits) =>
        int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*\w+(?<blanks> +)(?<sign>=) ")]
    private static partial Regex Attribute();
}
