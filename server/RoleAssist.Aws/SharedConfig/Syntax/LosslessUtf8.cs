using System.Buffers;
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
