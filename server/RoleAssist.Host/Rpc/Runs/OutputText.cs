using System.Text;
using System.Text.RegularExpressions;
using RoleAssist.Contracts;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>Makes what a command has printed a text that an editor can show.</summary>
internal static partial class OutputText
{
    /// <summary>More than anybody reads; the export has all of it.</summary>
    public const int MaxBytes = 1024 * 1024;

    public static RunOutput Read(RegisteredItem item)
    {
        var kept = new MemoryStream();
        var omitted = 0L;
        item.Read(
            (_, bytes) =>
            {
                var taken = Math.Min(bytes.Length, MaxBytes - (int)kept.Length);
                kept.Write(bytes[..taken]);
                omitted += bytes.Length - taken;
            }
        );
        return new RunOutput(ToText(kept.GetBuffer().AsSpan(0, (int)kept.Length)), omitted > 0 ? omitted : null);
    }

    /// <summary>Removes colors and line endings of Windows, and replaces what must not be displayed.</summary>
    private static string ToText(ReadOnlySpan<byte> bytes)
    {
        var text = EscapeSequence().Replace(Encoding.UTF8.GetString(bytes), "").ReplaceLineEndings("\n");

        // Tabs separate the columns of tables.
        return string.Join('\t', text.Split('\t').Select(DisplayText.Lines));
    }

    /// <summary>Control sequences of terminals (ECMA-48, 5.4).</summary>
    [GeneratedRegex(@"\x1B\[[0-?]*[ -/]*[@-~]")]
    private static partial Regex EscapeSequence();
}
