using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration.Languages.Terraform;

/// <summary>
/// Quoted strings in Terraform's language (https://developer.hashicorp.com/terraform/language/expressions/strings),
/// which evaluate <c>${ }</c> and <c>%{ }</c>.
/// </summary>
internal sealed class TerraformSyntax : LanguageSyntax
{
    public override Literal Text(string value)
    {
        var runes = value.EnumerateRunes().ToList();
        return new Literal(
            "\"",
            string.Concat(runes.Select((character, index) => Escaped(character, runes.ElementAtOrDefault(index + 1)))),
            "\""
        );
    }

    /// <summary>
    /// Writes the character before a brace as its code point. Doubling it also escapes it, but has another meaning
    /// after a third one.
    /// </summary>
    private static string Escaped(Rune character, Rune next) =>
        character.Value switch
        {
            '"' or '\\' => $"\\{character}",
            '$' or '%' when next.Value == '{' => CodePoint(character),
            _ when IsPlain(character) => character.ToString(),
            _ => CodePoint(character),
        };

    private static string CodePoint(Rune character) =>
        character.Value <= 0xFFFF
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{character.Value:x4}")
            : string.Create(CultureInfo.InvariantCulture, $"\\U{character.Value:x8}");
}
