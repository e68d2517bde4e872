using System.Globalization;

namespace RoleAssist.Host.Endpoint;

/// <summary>A ticket as it is typed: <c>PORT.ID.SECRET</c>.</summary>
internal sealed record TicketText(int Port, string Id, string Secret)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Port}.{Id}.{Secret}");

    /// <summary>The ticket's name alone: the rest is a secret.</summary>
    public override string ToString() => Id;

    /// <returns>Null for what is no ticket.</returns>
    public static TicketText? Parse(string text) =>
        text.Split('.') is [var port, { Length: > 0 } id, { Length: > 0 } secret]
        && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65_535
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')
            ? new TicketText(number, id, secret)
            : null;
}
