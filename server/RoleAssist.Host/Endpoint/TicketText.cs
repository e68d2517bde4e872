using System.Buffers.Text;
using System.Text;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// A ticket's text: <c>PLACE.ID.SECRET</c>. The place is the path of the host's local socket in base64url.
/// </summary>
internal sealed record TicketText(string Socket, string Id, string Secret)
{
    public string Text => $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Socket))}.{Id}.{Secret}";

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

        return Decode(place) is { } socket && Path.IsPathFullyQualified(socket) && LocalSockets.IsShortEnough(socket)
            ? new TicketText(socket, id, secret)
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
