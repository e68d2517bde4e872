using System.Text;
using System.Text.Json;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Writes environment changes as statements that a shell evaluates. Values stand in single quotes, inside which a
/// shell expands nothing, so no value can become a command.
/// </summary>
public static class ShellSyntax
{
    private static readonly Dictionary<string, Func<IReadOnlyList<EnvironmentChange>, string>> Writers = new(StringComparer.Ordinal)
    {
        ["bash"] = Posix,
        ["zsh"] = Posix,
        ["pwsh"] = PowerShell,
        ["json"] = Json,
    };

    public static IReadOnlyCollection<string> Shells => Writers.Keys;

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    /// <param name="changes">What to set and to remove.</param>
    public static string Write(string shell, IReadOnlyList<EnvironmentChange> changes) => Writers[shell](changes);

    private static string Posix(IReadOnlyList<EnvironmentChange> changes) => Lines(changes, change => change.Value is { } value
        ? $"export {change.Name}='{value.Replace("'", @"'\''", StringComparison.Ordinal)}'"
        : $"unset {change.Name}");

    /// <summary>
    /// Removal is <c>Remove-Item</c>: since PowerShell 7.5, <c>$env:X = ''</c> sets an empty variable
    /// (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables).
    /// </summary>
    private static string PowerShell(IReadOnlyList<EnvironmentChange> changes) => Lines(changes, change => change.Value is { } value
        ? $"$Env:{change.Name} = '{DoubleQuotes(value)}'"
        : $"Remove-Item -LiteralPath 'Env:{change.Name}' -ErrorAction SilentlyContinue");

    /// <summary>PowerShell lets the four typographic quotes end a string that an apostrophe began.</summary>
    private static string DoubleQuotes(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            text.Append(character);
            if (character is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B')
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }

    /// <summary>One object: names with their values, null for a variable to remove.</summary>
    private static string Json(IReadOnlyList<EnvironmentChange> changes)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            foreach (var change in changes)
            {
                writer.WriteString(change.Name, change.Value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static string Lines(IReadOnlyList<EnvironmentChange> changes, Func<EnvironmentChange, string> line) =>
        string.Concat(changes.Select(change => line(change) + "\n"));
}
