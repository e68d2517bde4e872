using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration.Languages.TypeScript;

/// <summary>
/// JavaScript string literals, which TypeScript shares (https://tc39.es/ecma262/#sec-literals-string-literals).
/// </summary>
internal sealed class TypeScriptSyntax : LanguageSyntax
{
    public override Literal Text(string value) => new("'", string.Concat(value.EnumerateRunes().Select(Escaped)), "'");

    /// <summary>Always a string, like the literal that it replaces.</summary>
    public override string EnvironmentVariable(string variable) => $"(process.env.{variable} ?? '')";

    private static string Escaped(Rune character) =>
        character.Value switch
        {
            '\'' or '\\' => $"\\{character}",
            _ when IsPlain(character) => character.ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{character.Value:x}}}"),
        };
}
