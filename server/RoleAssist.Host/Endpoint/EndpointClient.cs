using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RoleAssist.Contracts;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Unix;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Endpoint;

/// <summary>Asks a host's endpoint, and says what it said in this process' own words.</summary>
internal static class EndpointClient
{
    private const string Prefix = "RoleAssist: ";

    /// <summary>The credentials behind an address and its token.</summary>
    /// <exception cref="RoleAssistException">What the host said instead of them, or that there is none.</exception>
    public static async Task<ContainerCredentialsDocument> GetCredentialsAsync(string address, string token, CancellationToken cancellationToken)
    {
        // The token goes to this machine and nowhere else, whatever the variable says.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url)
            || url is not { Scheme: "http", HostNameType: UriHostNameType.IPv4, UserInfo: "", Query: "", Fragment: "" }
            || !IPAddress.IsLoopback(IPAddress.Parse(url.Host)))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument, "The address of the credentials is none of this machine's loopback.", "Open a new terminal, which RoleAssist gives the right one.");
        }

        // The host may have ended, and its port be another user's by now.
        return LoopbackOwner.IsAnotherUser(url.Port)
            ? throw Strange()
            : await AskAsync<ContainerCredentialsDocument>(
                new IPEndPoint(IPAddress.Parse(url.Host), url.Port), url.AbsolutePath, RequireHeader(token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The credentials at a local address, which the kernel gives to this user alone.</summary>
    /// <exception cref="RoleAssistException">Likewise.</exception>
    public static async Task<ContainerCredentialsDocument> GetCredentialsAsync(LocalAddress address, CancellationToken cancellationToken) =>
        await AskLocallyAsync<ContainerCredentialsDocument>(address.Socket, address.Target, token: null, cancellationToken).ConfigureAwait(false);

    /// <summary>What a ticket of <see cref="TerminalTickets"/> is worth, which it is once.</summary>
    /// <exception cref="RoleAssistException">It is worth nothing (any more).</exception>
    public static async Task<IReadOnlyList<EnvironmentChange>> RedeemAsync(string ticket, CancellationToken cancellationToken)
    {
        var parsed = TicketText.Parse(ticket)
            ?? throw new RoleAssistException(ErrorCode.InvalidArgument, "Invalid ticket.", "Use the line that RoleAssist has written for this terminal.");
        var target = EndpointHandler.Tickets + parsed.Id;
        var changes = await (parsed.Socket is { } socket
            ? AskLocallyAsync<IReadOnlyList<EnvironmentVariable>>(socket, target, parsed.Secret, cancellationToken)
            : AskAsync<IReadOnlyList<EnvironmentVariable>>(new IPEndPoint(IPAddress.Loopback, parsed.Port), target, parsed.Secret, cancellationToken))
            .ConfigureAwait(false);
        return [.. changes.Select(change => new EnvironmentChange(change.Name, change.Value))];
    }

    private static async Task<T> AskAsync<T>(IPEndPoint place, string target, string token, CancellationToken cancellationToken)
        where T : class =>
        Understand<T>(await EndpointExchange.GetAsync(place, isTrusted: null, place.ToString(), target, token, cancellationToken).ConfigureAwait(false));

    /// <summary>Asks a host that the kernel says is this user's; another one is not believed.</summary>
    private static async Task<T> AskLocallyAsync<T>(string socket, string target, string? token, CancellationToken cancellationToken)
        where T : class =>
        Understand<T>(await EndpointExchange.GetAsync(
            new UnixDomainSocketEndPoint(socket), SocketPeer.IsThisUserAt, EndpointConnection.LocalHost, target, token, cancellationToken).ConfigureAwait(false));

    private static T Understand<T>((int Status, byte[] Body)? answer)
        where T : class => answer switch
        {
            null => throw new RoleAssistException(
                ErrorCode.SessionNotFound, "The RoleAssist that served these credentials is no longer running.", "Assume the role again and open a new terminal."),
            (StatusCodes.Status200OK, var body) => EndpointJson.Read<T>(body) ?? throw Strange(),
            (_, var body) => throw Fault(EndpointJson.Read<ErrorDocument>(body)),
        };

    private static RoleAssistException Fault(ErrorDocument? error) => Enum.TryParse<ErrorCode>(error?.Code, out var code)
        ? new RoleAssistException(code, error!.Message.StartsWith(Prefix, StringComparison.Ordinal) ? Capitalized(error.Message[Prefix.Length..]) : error.Message, error.Hint)
        : Strange();

    private static string Capitalized(string text) => string.Concat(text[..1].ToUpperInvariant(), text[1..]);

    private static RoleAssistException Strange() => new(
        ErrorCode.SessionNotFound, "Another program now answers where RoleAssist served these credentials.", "Assume the role again and open a new terminal.");

    /// <summary>A token with a line break would become a header of its own.</summary>
    private static string RequireHeader(string token) => token.All(character => character is > ' ' and <= '~')
        ? token
        : throw new RoleAssistException(ErrorCode.InvalidArgument, "The token of the credentials is none that RoleAssist gives.", "Open a new terminal.");
}
