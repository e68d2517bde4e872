namespace RoleAssist.Host.Endpoint;

/// <summary>
/// The address of a grant's credentials on a host's local socket: <c>unix:SOCKET/grants/NAME</c>. It gives no access to
/// other users, and none at all once the session has ended.
/// </summary>
internal sealed record LocalAddress(string Socket, string Name)
{
    public const string Scheme = "unix:";

    public string Text => Scheme + Socket + Target;

    public string Target => EndpointHandler.Grants + Name;

    /// <returns>The address; null if the text is not a valid one.</returns>
    public static LocalAddress? Parse(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal)
        && text.LastIndexOf(EndpointHandler.Grants, StringComparison.Ordinal) is var end and > 0
        && text[Scheme.Length..end] is var socket
        && Path.IsPathFullyQualified(socket)
        && LocalSockets.IsShortEnough(socket)
        && text[(end + EndpointHandler.Grants.Length)..] is { Length: > 0 } name
        && name.All(char.IsAsciiLetterOrDigit)
            ? new LocalAddress(socket, name)
            : null;
}
