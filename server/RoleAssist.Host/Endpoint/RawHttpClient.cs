using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Sends one request to a host and reads the response. Both ends are RoleAssist, so a few lines of HTTP/1.1 suffice; an
/// HTTP client would take longer to start than the rest of <c>credential-process</c>.
/// </summary>
internal static class RawHttpClient
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Longer than a host takes to respond.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    /// <inheritdoc cref="SendAsync"/>
    public static Task<(int Status, byte[] Body)?> GetAsync(
        EndPoint place,
        Func<Socket, bool>? isTrusted,
        string host,
        string target,
        string? token,
        CancellationToken cancellationToken
    ) => SendAsync("GET", place, isTrusted, host, target, token, cancellationToken);

    /// <returns>The status and the body; null if no host responds.</returns>
    public static async Task<(int Status, byte[] Body)?> SendAsync(
        string method,
        EndPoint place,
        Func<Socket, bool>? isTrusted,
        string host,
        string target,
        string? token,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        using var socket = new Socket(
            place.AddressFamily,
            SocketType.Stream,
            place is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp
        );
        try
        {
            await socket.ConnectAsync(place, limit.Token).ConfigureAwait(false);
            if (isTrusted?.Invoke(socket) == false)
            {
                return null;
            }

            var authorization = token is null ? "" : $"Authorization: {token}\r\n";
            await socket
                .SendAsync(
                    Encoding.ASCII.GetBytes(
                        $"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{authorization}Connection: close\r\n\r\n"
                    ),
                    limit.Token
                )
                .ConfigureAwait(false);
            return Parse(await ReadToEndAsync(socket, limit.Token).ConfigureAwait(false));
        }
        catch (Exception gone)
            when (gone is SocketException
                || (gone is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    private static async Task<Memory<byte>> ReadToEndAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var length = 0;
        int count;
        while (
            (count = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0
        )
        {
            length += count;
            if (length == buffer.Length && length < MostBytes)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
            else if (length == buffer.Length)
            {
                return Memory<byte>.Empty;
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static (int Status, byte[] Body)? Parse(Memory<byte> answer)
    {
        var bytes = answer.Span;
        var end = bytes.IndexOf(EndOfHead);
        return
            end >= 12
            && bytes.StartsWith("HTTP/1.1 "u8)
            && int.TryParse(bytes[9..12], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? (status, bytes[(end + EndOfHead.Length)..].ToArray())
            : null;
    }
}
