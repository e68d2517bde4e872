using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration.Languages.CSharp;

/// <summary>
/// C#'s literals (https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/lexical-structure#6456-string-literals).
/// </summary>
internal sealed class CSharpSyntax : LanguageSyntax
{
    public override Literal Text(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '"' or '\\' => $"\\{character}",
                _ when Rune.TryCreate(character, out var rune) && rune.Value != 0xFFFD && IsPlain(rune) => character.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
            });
        }

        return new Literal("\"", text.ToString(), "\"");
    }

    public override string EnvironmentVariable(string variable) => $"Environment.GetEnvironmentVariable(\"{variable}\")";
}
