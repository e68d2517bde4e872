using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// A ticket as it is typed: <c>PLACE.ID.SECRET</c>. The place is the host's local socket in base 64. Where there is none,
/// which happens on Windows, it is the port.
/// </summary>
internal sealed record TicketText(string? Socket, int Port, string Id, string Secret)
{
    public string Text => $"{(Socket is null ? Port.ToString(CultureInfo.InvariantCulture) : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Socket)))}.{Id}.{Secret}";

    /// <summary>The ticket's name alone: the rest is a secret.</summary>
    public override string ToString() => Id;

    /// <returns>Null for what is no ticket.</returns>
    public static TicketText? Parse(string text)
    {
        if (text.Split('.') is not [{ Length: > 0 } place, { Length: > 0 } id, { Length: > 0 } secret]
            || !text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-'))
        {
            return null;
        }

        if (OperatingSystem.IsWindows() && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return port is > 0 and <= 65_535 ? new TicketText(null, port, id, secret) : null;
        }

        return Decode(place) is { } socket && Path.IsPathFullyQualified(socket) && LocalSockets.IsShortEnough(socket)
            ? new TicketText(socket, 0, id, secret)
            : null;
    }

    private static string? Decode(string text)
    {
        try
        {
            var decoded = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(text));
            return decoded.Contains('\0', StringComparison.Ordinal) ? null : decoded;
        }
        catch (Exception none) when (none is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
