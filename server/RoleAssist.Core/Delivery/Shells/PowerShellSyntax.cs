using System.Globalization;
using System.Text;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>… | Out-String | Invoke-Expression</c> in PowerShell 7 and Windows PowerShell 5.1. Removal is
/// <c>Remove-Item</c>: since PowerShell 7.5, <c>$env:X = ''</c> sets an empty variable
/// (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables).
/// </summary>
internal static class PowerShellSyntax
{
    public static string Write(IReadOnlyList<EnvironmentChange> changes) => ShellSyntax.Lines(changes, change => change.Value is { } value
        ? $"$Env:{change.Name} = {Quote(value)}"
        : $"Remove-Item -LiteralPath 'Env:{change.Name}' -ErrorAction SilentlyContinue");

    /// <summary>
    /// Between apostrophes nothing is expanded. What is not plain ASCII is written as a number: a console's code page or
    /// <c>Out-String</c>'s idea of a line's end would change it on its way, and PowerShell lets the typographic quotes end a
    /// string that an apostrophe began.
    /// </summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("'");
        foreach (var character in value)
        {
            _ = character switch
            {
                '\'' => text.Append("''"),
                >= ' ' and <= '~' => text.Append(character),
                _ => text.Append(CultureInfo.InvariantCulture, $"'+[char]0x{(int)character:X4}+'"),
            };
        }

        return text.Append('\'').ToString();
    }

    /// <summary>A word of a line that is typed, which no code page stands before.</summary>
    public static string QuoteTyped(string value) =>
        $"'{string.Concat(value.Select(character => character is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{character}{character}" : $"{character}"))}'";
}
