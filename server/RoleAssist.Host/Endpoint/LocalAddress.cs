namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Where a grant's credentials are at a host's local socket, in one text: <c>unix:SOCKET/grants/NAME</c>. It opens nothing
/// to other users, and nothing to anybody once the session has ended.
/// </summary>
internal sealed record LocalAddress(string Socket, string Name)
{
    public const string Scheme = "unix:";

    public string Text => Scheme + Socket + Target;

    public string Target => EndpointHandler.Grants + Name;

    /// <returns>Null for what is no such address.</returns>
    public static LocalAddress? Parse(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal)
        && text.LastIndexOf(EndpointHandler.Grants, StringComparison.Ordinal) is var end and > 0
        && text[Scheme.Length..end] is var socket && Path.IsPathFullyQualified(socket) && LocalSockets.IsShortEnough(socket)
        && text[(end + EndpointHandler.Grants.Length)..] is { Length: > 0 } name && name.All(char.IsAsciiLetterOrDigit)
            ? new LocalAddress(socket, name)
            : null;
}
