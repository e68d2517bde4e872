using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.CodeGeneration.Languages.Go;

/// <summary>
/// Go's interpreted string literals (https://go.dev/ref/spec#String_literals); raw ones cannot contain back quotes.
/// </summary>
internal sealed partial class GoSyntax : LanguageSyntax
{
    public override Literal Text(string value) =>
        new("\"", string.Concat(value.EnumerateRunes().Select(Escaped)), "\"");

    public override string EnvironmentVariable(string variable) => $"os.Getenv(\"{variable}\")";

    public override string WithoutConstant(string before) => Constant().Replace(before, "var");

    [GeneratedRegex(@"(?<=^\s*)const\b")]
    private static partial Regex Constant();

    private static string Escaped(Rune character) =>
        character.Value switch
        {
            '"' or '\\' => $"\\{character}",
            _ when IsPlain(character) => character.ToString(),
            <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{character.Value:x4}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\U{character.Value:x8}"),
        };
}
