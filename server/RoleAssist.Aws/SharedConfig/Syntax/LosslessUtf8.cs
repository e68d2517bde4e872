using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace RoleAssist.Aws.SharedConfig.Syntax;

/// <summary>
/// Decodes a file's bytes without loss: a byte that is not valid UTF-8 becomes the lone low surrogate U+DC00 + byte,
/// which valid UTF-8 cannot contain (Python calls this <c>surrogateescape</c>, https://peps.python.org/pep-0383/).
/// </summary>
internal static class LosslessUtf8
{
    private const char Escape = '\uDC00';

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var buffer = ArrayPool<char>.Shared.Rent(bytes.Length);
        var length = 0;
        OperationStatus status;
        do
        {
            status = Utf8.ToUtf16(
                bytes,
                buffer.AsSpan(length),
                out var read,
                out var written,
                replaceInvalidSequences: false
            );
            length += written;
            if (status == OperationStatus.InvalidData)
            {
                buffer[length++] = (char)(Escape + bytes[read++]);
            }

            bytes = bytes[read..];
        } while (status == OperationStatus.InvalidData);

        var text = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        return text;
    }

    /// <summary>Returns the bytes of a decoded text, or of a text that is part of one.</summary>
    /// <exception cref="ArgumentException">The text contains a lone surrogate that stands for no byte.</exception>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length * 3];
        var length = 0;
        while (!text.IsEmpty)
        {
            var status = Utf8.FromUtf16(
                text,
                bytes.AsSpan(length),
                out var read,
                out var written,
                replaceInvalidSequences: false
            );
            text = text[read..];
            length += written;
            if (status == OperationStatus.Done)
            {
                break;
            }

            bytes[length++] = text[0] is >= (char)(Escape + 0x80) and <= (char)(Escape + 0xFF)
                ? (byte)(text[0] - Escape)
                : throw new ArgumentException("The text contains half a character.", nameof(text));
            text = text[1..];
        }

        return bytes[..length];
    }

    /// <summary>Whether a text contains a lone surrogate, which is no character of UTF-8.</summary>
    public static bool HasHalfCharacter(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return true;
            }

            text = text[length..];
        }

        return false;
    }

    /// <summary>
    /// Whether bytes are UTF-16, with or without a byte order mark: an AWS file never begins with a NUL character.
    /// </summary>
    public static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..];

    /// <summary>
    /// Whether a text is UTF-16 that an editor has read as UTF-8 or Latin-1: every other character is NUL, after what the
    /// byte order mark has become.
    /// </summary>
    public static bool IsMisreadUtf16(ReadOnlySpan<char> text) =>
        text.TrimStart("\uFFFD\uFEFF\u00FF\u00FE")
            is [not '\0', '\0', not '\0', '\0', ..]
                or ['\0', not '\0', '\0', not '\0', ..];

    /// <summary>
    /// Finds the next byte that was not valid UTF-8, beginning at <paramref name="start"/>; returns -1 if there is
    /// none.
    /// </summary>
    public static int IndexOfInvalidByte(string text, int start = 0)
    {
        for (var i = start; i < text.Length; i++)
        {
            var next = text.AsSpan(i).IndexOfAnyInRange((char)(Escape + 0x80), (char)(Escape + 0xFF));
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (i == 0 || !char.IsHighSurrogate(text[i - 1]))
            {
                return i;
            }
        }

        return -1;
    }

    public static byte InvalidByteAt(string text, int index) => (byte)(text[index] - Escape);

    /// <summary>Returns the text for display, with invalid bytes replaced by the replacement character.</summary>
    public static string Displayable(string text)
    {
        var index = IndexOfInvalidByte(text);
        if (index < 0)
        {
            return text;
        }

        var shown = text.ToCharArray();
        for (; index >= 0; index = IndexOfInvalidByte(text, index + 1))
        {
            shown[index] = '\uFFFD';
        }

        return new string(shown);
    }
}
