namespace RoleAssist.Host.Endpoint;

/// <summary>Where a session's credentials are at a host's local socket, in one text: <c>unix:SOCKET/sessions/NAME</c>. It opens nothing to other users.</summary>
internal sealed record LocalAddress(string Socket, string Name)
{
    private const string Scheme = "unix:";

    public string Text => Scheme + Socket + Target;

    public string Target => EndpointHandler.Sessions + Name;

    /// <returns>Null for what is no such address.</returns>
    public static LocalAddress? Parse(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal)
        && text.LastIndexOf(EndpointHandler.Sessions, StringComparison.Ordinal) is var end and > 0
        && text[Scheme.Length..end] is var socket && Path.IsPathFullyQualified(socket)
        && text[(end + EndpointHandler.Sessions.Length)..] is { Length: > 0 } name && name.All(char.IsAsciiLetterOrDigit)
            ? new LocalAddress(socket, name)
            : null;
}
