namespace RoleAssist.Core.Errors;

/// <summary>
/// Writes a name as one word of a command in a hint. People paste hints into a shell, and names come from files that
/// others may have written: no name becomes a command there.
/// </summary>
public static class ShellWord
{
    /// <summary>The signs, besides letters and digits of ASCII, that no shell reads as anything else.</summary>
    private const string PlainSigns = "_./:@%+=,-";

    /// <summary>PowerShell ends a string at each of these (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules).</summary>
    private const string PowerShellQuotes = "'\u2018\u2019\u201a\u201b";

    /// <summary>Quotes a name if it needs that: for a POSIX shell, and on Windows for PowerShell.</summary>
    public static string Of(string name) => Of(name, OperatingSystem.IsWindows());

    /// <summary>Quotes each of several names.</summary>
    public static string Of(IEnumerable<string> names) => string.Join(' ', names.Select(Of));

    internal static string Of(string name, bool isPowerShell) =>
        name.Length > 0 && name.All(IsPlain) ? name
        : isPowerShell ? $"'{string.Concat(name.Select(Doubled))}'"
        : $"'{name.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char character) =>
        char.IsAsciiLetterOrDigit(character) || PlainSigns.Contains(character, StringComparison.Ordinal);

    private static string Doubled(char character) =>
        new(character, PowerShellQuotes.Contains(character, StringComparison.Ordinal) ? 2 : 1);
}
