using System.Globalization;
using System.Text;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>… | Out-String | Invoke-Expression</c>, <c>Invoke-Expression (…)</c> and <c>Invoke-Expression "$(…)"</c> in
/// PowerShell 7 and Windows PowerShell 5.1. All statements are on one line. Without <c>Out-String</c>, a pipe evaluates
/// the line while the program is still running, and PowerShell may attribute an exception to the program. Variables are
/// removed with <c>Remove-Item</c>: since PowerShell 7.5, <c>$env:X = ''</c> sets an empty variable
/// (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables).
/// </summary>
internal static class PowerShellSyntax
{
    internal const string Failure = "throw 'RoleAssist set nothing. See the error above.';\n";

    /// <summary>
    /// The cmdlets of AWS.Tools prefer these variables to any environment variable
    /// (https://docs.aws.amazon.com/powershell/v5/userguide/creds-assign.html). They can be in any scope from the
    /// global one to the one in which the statements are evaluated. Those of a function cannot always be removed, so
    /// empty ones take their place.
    /// </summary>
    private const string RemoveStored =
        $"$StoredAWSCredentials = $StoredAWSRegion = $null; Remove-Variable -Name StoredAWSCredentials, StoredAWSRegion -Scope Global {IfThere};";

    private const string IfThere = "-ErrorAction SilentlyContinue";

    public static string Write(IReadOnlyList<EnvironmentChange> changes)
    {
        var statements = changes.Select(change =>
            change.Value is { } value
                ? $"$Env:{change.Name} = {Quote(value)}"
                : $"Remove-Item -LiteralPath 'Env:{change.Name}' {IfThere}"
        );

        // The cmdlets prefer the region of [default] to the one in the environment.
        var region = changes.FirstOrDefault(change => change.Name == AwsVariables.Region)?.Value is { } named
            ? [$"$Global:StoredAWSRegion = {Quote(named)}", "$StoredAWSRegion = $Global:StoredAWSRegion"]
            : (string[])[];
        return string.Join(' ', [RemoveStored, .. statements.Concat(region).Select(text => $"{text};")]) + "\n";
    }

    /// <summary>
    /// Nothing is expanded between single quotes. Everything but printable ASCII is written as numbers: a console's
    /// code page or the line breaks of <c>Out-String</c> would change it on the way, and PowerShell lets typographic
    /// quotes end a string that a single quote started.
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

    /// <summary>Quotes a word of a typed line, which no code page changes.</summary>
    public static string QuoteTyped(string value) =>
        $"'{string.Concat(value.Select(character => character is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{character}{character}" : $"{character}"))}'";
}
