using System.Globalization;
using System.Text;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>… | Out-String | Invoke-Expression</c>, <c>Invoke-Expression (…)</c> and <c>Invoke-Expression "$(…)"</c> in PowerShell 7
/// and Windows PowerShell 5.1: all statements stand on one line. Without <c>Out-String</c> a pipe evaluates the line while the
/// program still runs, and PowerShell may take what is thrown for a fault of the program. Removal is <c>Remove-Item</c>: since PowerShell 7.5,
/// <c>$env:X = ''</c> sets an empty variable
/// (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables).
/// </summary>
internal static class PowerShellSyntax
{
    internal const string Failure = "throw 'RoleAssist has set nothing; the error above says why.';\n";

    /// <summary>
    /// The cmdlets of AWS.Tools take these before any environment variable
    /// (https://docs.aws.amazon.com/powershell/v5/userguide/creds-assign.html). They may be in any scope from the global one
    /// to the one where the statements are evaluated. A function's own cannot always be removed, so an empty one takes its place.
    /// </summary>
    private const string RemoveStored =
        $"$StoredAWSCredentials = $StoredAWSRegion = $null; Remove-Variable -Name StoredAWSCredentials, StoredAWSRegion -Scope Global {IfThere};";

    private const string IfThere = "-ErrorAction SilentlyContinue";

    public static string Write(IReadOnlyList<EnvironmentChange> changes)
    {
        var statements = changes.Select(change => change.Value is { } value
            ? $"$Env:{change.Name} = {Quote(value)}"
            : $"Remove-Item -LiteralPath 'Env:{change.Name}' {IfThere}");

        // The cmdlets take [default]'s region before the one in the environment.
        var region = changes.FirstOrDefault(change => change.Name == AwsVariables.Region)?.Value is { } named
            ? [$"$Global:StoredAWSRegion = {Quote(named)}", "$StoredAWSRegion = $Global:StoredAWSRegion"]
            : (string[])[];
        return string.Join(' ', [RemoveStored, .. statements.Concat(region).Select(text => $"{text};")]) + "\n";
    }

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
