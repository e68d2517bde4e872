using System.Globalization;
using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Agents;

/// <summary>
/// The command of an agent as a person reads it before they say yes. Nothing of it is left out or hidden: whoever cannot
/// read it all is not asked.
/// </summary>
public static class AgentCommand
{
    /// <summary>The longest command that a person is asked about, in bytes of UTF-8.</summary>
    public const int Longest = 8 * 1024;

    private const int ControlPictures = 0x2400;
    private const int PictureOfDelete = 0x2421;

    /// <summary>Returns a command as one would type it in a shell, so that each argument can be told from the next.</summary>
    public static string Of(IReadOnlyList<string> words) => string.Join(' ', words.Select(Quoted));

    /// <summary>Whether a command is too long for a question.</summary>
    public static bool IsTooLong(string? command) =>
        command is not null && Encoding.UTF8.GetByteCount(command) > Longest;

    /// <summary>Cuts a command that is too long, so that it still is.</summary>
    public static string? ForTransport(string? command)
    {
        if (!IsTooLong(command))
        {
            return command;
        }

        var (end, bytes) = (0, 0);
        while (bytes <= Longest && Rune.DecodeFromUtf16(command.AsSpan(end), out var rune, out var length) == default)
        {
            (end, bytes) = (end + length, bytes + rune.Utf8SequenceLength);
        }

        return command![..end];
    }

    /// <summary>
    /// Makes every character visible: control characters become their pictures (␊ for a line feed, ␛ for escape).
    /// What is not plainly visible text from left to right becomes its code point: what is invisible, reorders the line,
    /// looks like a blank or changes the character before it, and scripts from right to left.
    /// </summary>
    public static string Visible(string command)
    {
        var shown = new StringBuilder(command.Length);
        for (var at = 0; at < command.Length; )
        {
            if (!Rune.TryGetRuneAt(command, at, out var rune))
            {
                shown.Append(CodePoint(command[at++]));
                continue;
            }

            at += rune.Utf16SequenceLength;
            _ = rune.Value switch
            {
                < ' ' => shown.Append((char)(ControlPictures + rune.Value)),
                0x7F => shown.Append((char)PictureOfDelete),
                _ when IsPlain(rune) => shown.Append(rune),
                var hidden => shown.Append(CodePoint(hidden)),
            };
        }

        return shown.ToString();
    }

    private static bool IsPlain(Rune rune) =>
        rune.IsAscii
        || (
            DisplayText.IsShown(rune)
            && !IsRightToLeft(rune.Value)
            // The last two look like nothing: a placeholder, and a note without a head.
            && rune.Value is not (0xFFFC or 0x1D159)
            && Rune.GetUnicodeCategory(rune)
                is not (
                    UnicodeCategory.SpaceSeparator
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.EnclosingMark
                )
        );

    /// <summary>
    /// The blocks that Unicode keeps for scripts from right to left, also where nothing is assigned yet
    /// (https://www.unicode.org/reports/tr9/#Bidirectional_Character_Types).
    /// </summary>
    private static bool IsRightToLeft(int value) =>
        value
            is (>= 0x0590 and <= 0x08FF)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFF)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF);

    internal static RoleAssistException TooLong(string agent) =>
        new(
            ErrorCode.AgentNotAllowed,
            $"The agent {agent} wants to run a command that is too long to be read: you are asked about "
                + $"{Longest} bytes at most.",
            "Put what is long into a file that you can read, or run the command yourself."
        );

    private static string Quoted(string word) =>
        word.Length > 0
        && word.All(character =>
            char.IsAsciiLetterOrDigit(character) || "_@%+=:,./-".Contains(character, StringComparison.Ordinal)
        )
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static string CodePoint(int value) => string.Create(CultureInfo.InvariantCulture, $"\\u{{{value:X4}}}");
}
