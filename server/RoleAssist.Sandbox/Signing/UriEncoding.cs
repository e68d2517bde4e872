using System.Globalization;
using System.Text;

namespace RoleAssist.Sandbox.Signing;

/// <summary>
/// The percent-encoding of Signature Version 4: RFC 3986 with all bytes encoded except unreserved characters. It works
/// on bytes, because a request may contain bytes that are not valid UTF-8.
/// </summary>
internal static class UriEncoding
{
    public static string Encode(ReadOnlySpan<byte> bytes, bool keepSlash = false)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)value) || "-._~"u8.Contains(value) || (keepSlash && value == '/'))
            {
                text.Append((char)value);
            }
            else
            {
                text.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    public static string Encode(string text, bool keepSlash = false) => Encode(Encoding.UTF8.GetBytes(text), keepSlash);

    /// <summary>
    /// Decodes percent-encoding; a percent sign that is not followed by two hexadecimal digits is kept.
    /// </summary>
    public static byte[] Decode(string text, bool plusIsSpace = false)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        var decoded = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (
                encoded[i] == '%'
                && i + 2 < encoded.Length
                && char.IsAsciiHexDigit((char)encoded[i + 1])
                && char.IsAsciiHexDigit((char)encoded[i + 2])
            )
            {
                decoded.Add(Convert.FromHexString([(char)encoded[i + 1], (char)encoded[i + 2]])[0]);
                i += 2;
            }
            else
            {
                decoded.Add(plusIsSpace && encoded[i] == '+' ? (byte)' ' : encoded[i]);
            }
        }

        return [.. decoded];
    }

    public static string DecodeText(string text, bool plusIsSpace = false) =>
        Encoding.UTF8.GetString(Decode(text, plusIsSpace));
}
