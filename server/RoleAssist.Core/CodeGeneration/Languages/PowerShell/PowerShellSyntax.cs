using System.Globalization;

namespace RoleAssist.Core.CodeGeneration.Languages.PowerShell;

/// <summary>
/// PowerShell's literals (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules).
/// They are ASCII whatever they say, since Windows PowerShell 5.1 reads a file without a byte order mark in the
/// system's code page.
/// </summary>
internal sealed class PowerShellSyntax : LanguageSyntax
{
    public override Literal Text(string value) => value.All(character => character is >= ' ' and < '\x7f')
        ? new Literal("'", value.Replace("'", "''", StringComparison.Ordinal), "'")
        : new Literal("\"", string.Concat(value.Select(Expandable)), "\"");

    public override bool HasBareWords => true;

    public override string EnvironmentVariable(string variable) => $"$Env:{variable}";

    /// <summary>A character of a string in double quotes, which knows no escape for most of them that 5.1 knew.</summary>
    private static string Expandable(char character) => character switch
    {
        '"' or '$' or '`' => $"`{character}",
        >= ' ' and < '\x7f' => character.ToString(),
        _ => string.Create(CultureInfo.InvariantCulture, $"$([char]0x{(int)character:X4})"),
    };

    /// <summary>A comment ends with its line, and with <c>#&gt;</c> in a help text, which the base sees to; here it stays ASCII too.</summary>
    public override Literal Comment(string value)
    {
        var plain = base.Comment(value);
        return plain with { Content = string.Concat(plain.Content.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : "?")) };
    }
}
