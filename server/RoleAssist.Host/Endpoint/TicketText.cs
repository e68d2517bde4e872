using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// A ticket's text: <c>PLACE.ID.SECRET</c>. The place is the path of the host's local socket in base64url, or the port
/// if there is no socket, which only happens on Windows.
/// </summary>
internal sealed record TicketText(string? Socket, int Port, string Id, string Secret)
{
    public string Text =>
        $"{(Socket is null ? Port.ToString(CultureInfo.InvariantCulture) : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Socket)))}.{Id}.{Secret}";

    /// <summary>Returns the ticket's id only: the rest is secret.</summary>
    public override string ToString() => Id;

    /// <returns>The ticket; null if the text is not a valid one.</returns>
    public static TicketText? Parse(string text)
    {
        if (
            text.Split('.') is not [{ Length: > 0 } place, { Length: > 0 } id, { Length: > 0 } secret]
            || !text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')
        )
        {
            return null;
        }

        if (
            OperatingSystem.IsWindows()
            && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        )
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
