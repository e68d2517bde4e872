using System.Globalization;
using System.Text;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Writes JSON, as the serializer produces it in UTF-8, to a text writer, piece by piece: a list of ten thousand
/// profiles is never in memory as a whole. Escapes characters that would control a terminal or deceive its reader.
/// Non-ASCII characters occur only in JSON strings, where an escape stands for the same character.
/// </summary>
internal sealed class EscapedJsonStream(TextWriter writer) : WriteOnlyStream
{
    /// <summary>Keeps the first bytes of a character whose other bytes are in the next piece.</summary>
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    private char[] _text = [];

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var most = Encoding.UTF8.GetMaxCharCount(buffer.Length);
        if (_text.Length < most)
        {
            _text = new char[most];
        }

        WriteEscaped(_text.AsSpan(0, _decoder.GetChars(buffer, _text, flush: false)));
    }

    public override void Flush() => writer.Flush();

    /// <summary>Writes a piece in one call, because the console's writer flushes after each.</summary>
    private void WriteEscaped(ReadOnlySpan<char> json)
    {
        StringBuilder? escaped = null;
        var copied = 0;
        for (var at = NextBeyondAscii(json, 0); at < json.Length; )
        {
            // The serializer has replaced lone surrogates with U+FFFD, and the decoder never splits a pair.
            _ = Rune.DecodeFromUtf16(json[at..], out var rune, out var length);
            if (!DisplayText.IsShown(rune))
            {
                escaped = (escaped ?? new StringBuilder(json.Length)).Append(json[copied..at]);
                copied = at + length;
                foreach (var unit in json[at..copied])
                {
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
                }
            }

            at = NextBeyondAscii(json, at + length);
        }

        if (escaped is null)
        {
            writer.Write(json);
        }
        else
        {
            writer.Write(escaped.Append(json[copied..]));
        }
    }

    /// <summary>Returns the index of the next non-ASCII character, or the length if there is none.</summary>
    private static int NextBeyondAscii(ReadOnlySpan<char> text, int start) =>
        text[start..].IndexOfAnyExceptInRange('\0', '\x7F') is var found && found >= 0 ? start + found : text.Length;
}
