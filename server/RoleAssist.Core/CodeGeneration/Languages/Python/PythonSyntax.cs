using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration.Languages.Python;

/// <summary>
/// Python string literals (https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals). They
/// are not f-strings, so braces need no escaping.
/// </summary>
internal sealed class PythonSyntax : LanguageSyntax
{
    public override Literal Text(string value) =>
        new("\"", string.Concat(value.EnumerateRunes().Select(Escaped)), "\"");

    public override string EnvironmentVariable(string variable) => $"os.environ[\"{variable}\"]";

    /// <summary>
    /// Escapes a whole code point, because an escaped surrogate pair would be two characters in Python.
    /// </summary>
    private static string Escaped(Rune character) =>
        character.Value switch
        {
            '"' or '\\' => $"\\{character}",
            _ when IsPlain(character) => character.ToString(),
            <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{character.Value:x4}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\U{character.Value:x8}"),
        };
}
