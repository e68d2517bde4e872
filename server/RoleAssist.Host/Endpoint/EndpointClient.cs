using System.Net;
using Microsoft.AspNetCore.Http;
using RoleAssist.Contracts;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Unix;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Endpoint;

/// <summary>Requests credentials from a host's endpoint and rethrows its errors in this process.</summary>
internal static class EndpointClient
{
    private const string Prefix = "RoleAssist: ";

    /// <summary>Gets the credentials at an address, using its token.</summary>
    /// <exception cref="RoleAssistException">The host's error, or no host is running there.</exception>
    public static async Task<ContainerCredentialsDocument> GetCredentialsAsync(
        string address,
        string token,
        CancellationToken cancellationToken
    )
    {
        // The token must not leave this machine, whatever the variable contains.
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out var url)
            || url is not { Scheme: "http", HostNameType: UriHostNameType.IPv4, UserInfo: "", Query: "", Fragment: "" }
            || !IPAddress.IsLoopback(IPAddress.Parse(url.Host))
        )
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{RoleAssistVariables.CredentialsFullUri} is not a loopback address.",
                "Open a new terminal with the role."
            );
        }

        // If the host has ended, another user's process may be listening on its port.
        return LoopbackOwner.IsOwnedByAnotherUser(url.Port)
            ? throw UnexpectedServer()
            : await AskAsync<ContainerCredentialsDocument>(
                    new IPEndPoint(IPAddress.Parse(url.Host), url.Port),
                    url.AbsolutePath,
                    RequireToken(token),
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    /// <summary>Gets the credentials at a local address, which the kernel restricts to this user.</summary>
    /// <exception cref="RoleAssistException">The host's error, or no host is running there.</exception>
    public static async Task<ContainerCredentialsDocument> GetCredentialsAsync(
        LocalAddress address,
        CancellationToken cancellationToken
    ) =>
        await AskLocallyAsync<ContainerCredentialsDocument>(
                address.Socket,
                address.Target,
                token: null,
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Redeems a ticket of <see cref="TerminalTickets"/>, which works once.</summary>
    /// <exception cref="RoleAssistException">The ticket is invalid, expired or already used.</exception>
    public static async Task<IReadOnlyList<EnvironmentChange>> RedeemAsync(
        string ticket,
        CancellationToken cancellationToken
    )
    {
        var parsed =
            TicketText.Parse(ticket)
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "Invalid ticket.",
                "Use the line that RoleAssist typed into this terminal."
            );
        var target = EndpointHandler.Tickets + parsed.Id;
        var changes = await AskLocallyAsync<IReadOnlyList<EnvironmentVariable>>(
                parsed.Socket,
                target,
                parsed.Secret,
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. changes.Select(change => new EnvironmentChange(change.Name, change.Value))];
    }

    private static async Task<T> AskAsync<T>(
        IPEndPoint place,
        string target,
        string token,
        CancellationToken cancellationToken
    )
        where T : class =>
        ReadResponse<T>(
            await RawHttpClient
                .SendAsync(
                    "GET",
                    async cancellation => await RawHttpClient.ConnectAsync(place, cancellation).ConfigureAwait(false),
                    place.ToString(),
                    target,
                    token,
                    cancellationToken
                )
                .ConfigureAwait(false)
        );

    /// <summary>
    /// Sends a request to a host over its socket, if the socket's owner is this user.
    /// </summary>
    private static async Task<T> AskLocallyAsync<T>(
        string socket,
        string target,
        string? token,
        CancellationToken cancellationToken
    )
        where T : class =>
        ReadResponse<T>(
            await RawHttpClient
                .SendAsync(
                    "GET",
                    cancellation => LocalSockets.ConnectAsync(socket, cancellation),
                    EndpointConnection.LocalHost,
                    target,
                    token,
                    cancellationToken
                )
                .ConfigureAwait(false)
        );

    private static T ReadResponse<T>((int Status, byte[] Body)? answer)
        where T : class =>
        answer switch
        {
            null => throw new RoleAssistException(
                ErrorCode.SessionNotFound,
                "The RoleAssist process that served these credentials is no longer running.",
                "Assume the role again and open a new terminal."
            ),
            (StatusCodes.Status200OK, var body) => EndpointJson.Read<T>(body) ?? throw UnexpectedServer(),
            (_, var body) => throw Fault(EndpointJson.Read<ErrorDocument>(body)),
        };

    public static RoleAssistException Fault(ErrorDocument? error) =>
        Enum.TryParse<ErrorCode>(error?.Code, out var code)
            ? new RoleAssistException(
                code,
                error!.Message.StartsWith(Prefix, StringComparison.Ordinal)
                    ? Sentences.Capitalized(error.Message[Prefix.Length..])
                    : error.Message,
                error.Hint
            )
            : UnexpectedServer();

    private static RoleAssistException UnexpectedServer() =>
        new(
            ErrorCode.SessionNotFound,
            "Another process is now listening on the RoleAssist endpoint's port.",
            "Assume the role again and open a new terminal."
        );

    /// <summary>Rejects a token that contains a line break, which would inject a header.</summary>
    private static string RequireToken(string token) =>
        token.All(character => character is > ' ' and <= '~')
            ? token
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{RoleAssistVariables.AuthorizationToken} was not issued by RoleAssist.",
                "Open a new terminal with the role."
            );
}
