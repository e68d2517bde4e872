using System.Buffers.Text;
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

    private static ReadOnlySpan<byte> ContentLength => "\r\nContent-Length: "u8;

    /// <summary>Connects to an address.</summary>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public static async Task<NetworkStream> ConnectAsync(EndPoint place, CancellationToken cancellationToken)
    {
        var socket = new Socket(
            place.AddressFamily,
            SocketType.Stream,
            place is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp
        );
        try
        {
            await socket.ConnectAsync(place, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <param name="method">The HTTP method.</param>
    /// <param name="connect">Connects to the host; returns null if it must not be asked.</param>
    /// <param name="host">The <c>Host</c> header.</param>
    /// <param name="target">The path.</param>
    /// <param name="token">The <c>Authorization</c> header.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <param name="patience">How long to wait, where a person may be asked; null for the usual time.</param>
    /// <returns>The status and the body; null if no host responds.</returns>
    public static async Task<(int Status, byte[] Body)?> SendAsync(
        string method,
        Func<CancellationToken, Task<Stream?>> connect,
        string host,
        string target,
        string? token,
        CancellationToken cancellationToken,
        TimeSpan? patience = null
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience ?? Timeout);
        try
        {
            var connected = await connect(limit.Token).ConfigureAwait(false);
            if (connected is null)
            {
                return null;
            }

            await using var stream = connected.ConfigureAwait(false);
            var authorization = token is null ? "" : $"Authorization: {token}\r\n";
            await connected
                .WriteAsync(
                    Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{authorization}\r\n"),
                    limit.Token
                )
                .ConfigureAwait(false);
            return Parse(await ReadAsync(connected, limit.Token).ConfigureAwait(false));
        }
        catch (Exception gone)
            when (gone is SocketException or IOException
                || (gone is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    /// <summary>
    /// Reads a response to its end, and leaves it to this process to close the connection: a server that closes a pipe
    /// discards what its client has not read (https://learn.microsoft.com/windows/win32/api/namedpipeapi/nf-namedpipeapi-disconnectnamedpipe).
    /// </summary>
    private static async Task<Memory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var length = 0;
        int count;
        while (
            !IsComplete(buffer.AsSpan(0, length))
            && (count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0
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

    /// <summary>Whether a response is complete. Hosts send the length of each body.</summary>
    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf(EndOfHead);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var header = head.IndexOf(ContentLength);
        var body = answer.Length - end - EndOfHead.Length;
        return header < 0
            || (
                Utf8Parser.TryParse(head[(header + ContentLength.Length)..], out int announced, out _)
                && body >= announced
            );
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
