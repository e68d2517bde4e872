using System.Text;
using System.Text.Unicode;

namespace RoleAssist.Host.Accounts;

/// <summary>
/// Decodes a text without replacing anything: UTF-8, or UTF-16 with a byte order mark, as spreadsheets write it.
/// </summary>
internal static class StrictText
{
    /// <exception cref="FormatException">Some bytes are no text; the message names their line.</exception>
    public static string Decode(byte[] bytes)
    {
        var isUtf16 = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (!isUtf16 && !Utf8.IsValid(bytes))
        {
            throw new FormatException($"line {LineOfFault(bytes)} is not UTF-8; save the file as UTF-8");
        }

        try
        {
            using var reader = new StreamReader(
                new MemoryStream(bytes),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
            );
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException fault)
        {
            throw new FormatException("it is neither UTF-8 nor UTF-16; save the file as UTF-8", fault);
        }
    }

    private static int LineOfFault(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(bytes[range]))
            {
                break;
            }

            line++;
        }

        return line;
    }
}
