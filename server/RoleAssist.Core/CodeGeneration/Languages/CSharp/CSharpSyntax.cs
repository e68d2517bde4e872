using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.CodeGeneration.Languages.CSharp;

/// <summary>
/// C#'s literals (https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/lexical-structure#6456-string-literals).
/// </summary>
internal sealed partial class CSharpSyntax : LanguageSyntax
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

    /// <summary>With an exclamation mark, because a text that was there always was no <c>string?</c>.</summary>
    public override string EnvironmentVariable(string variable) => $"Environment.GetEnvironmentVariable(\"{variable}\")!";

    /// <summary>A field that others can see stays one of its type; elsewhere a variable will do.</summary>
    public override string WithoutConstant(string before) =>
        Constant().Replace(before, match => match.Groups["modifier"].Success ? $"{match.Groups["modifier"]}static readonly " : "");

    [GeneratedRegex(@"(?<modifier>\b(?:public|private|protected|internal)\s+)?\bconst\s+(?=string\s+@?\w+\s*=\s*$)")]
    private static partial Regex Constant();
}
