using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration.Languages.IamTrustPolicy;

/// <summary>
/// JSON strings (RFC 8259, section 7). Policy variables (<c>${ }</c>) only have a meaning in condition operands and
/// resource ARNs, and a role's parameters cannot contain them.
/// </summary>
internal sealed class IamTrustPolicySyntax : LanguageSyntax
{
    public override Literal Text(string value) => new("\"", string.Concat(value.Select(Escaped)), "\"");

    private static string Escaped(char character) =>
        character switch
        {
            '"' or '\\' => $"\\{character}",
            _ when Rune.TryCreate(character, out var rune) && IsPlain(rune) => character.ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        };
}
