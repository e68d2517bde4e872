using System.Net;
using System.Net.Sockets;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Metadata;

/// <summary>
/// Creates the HTTP clients for container and instance credentials. They never use a proxy, which could read the
/// credentials, and never follow redirects.
/// </summary>
/// <param name="wrap">Wraps the handler that sends requests; null for no wrapper.</param>
/// <param name="lookUp">Resolves a host name to addresses; null to use DNS.</param>
public sealed class MetadataHttpClients(
    Func<HttpMessageHandler, HttpMessageHandler>? wrap = null,
    Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null
) : IDisposable
{
    private readonly Lazy<HttpClient> _container = new(() =>
        Create(wrap, (context, stop) => ConnectAsync(context, lookUp ?? Dns.GetHostAddressesAsync, stop))
    );
    private readonly Lazy<HttpClient> _instance = new(() => Create(wrap, connect: null));

    /// <summary>Gets the client for container credentials endpoints.</summary>
    internal HttpClient Container => _container.Value;

    /// <summary>Gets the client for the instance metadata service.</summary>
    internal HttpClient Instance => _instance.Value;

    public void Dispose()
    {
        foreach (var client in new[] { _container, _instance }.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private static HttpClient Create(
        Func<HttpMessageHandler, HttpMessageHandler>? wrap,
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect
    )
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = Timeout.InfiniteTimeSpan, // The caller limits each attempt as a whole.
            ConnectCallback = connect,
        };
        return new HttpClient(new ResponseSizeLimiter(wrap?.Invoke(handler) ?? handler))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>
    /// Connects to a host. Over plain HTTP its name must resolve to allowed addresses only, and the connection goes to
    /// exactly those addresses, so that a second lookup cannot redirect it (DNS rebinding).
    /// </summary>
    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        Func<string, CancellationToken, Task<IPAddress[]>> lookUp,
        CancellationToken cancellationToken
    )
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await lookUp(host, cancellationToken).ConfigureAwait(false);
        if (
            context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp
            && Array.Find(addresses, address => !ContainerSource.IsAllowedOverHttp(address)) is { } elsewhere
        )
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The container credentials endpoint {host} resolves to {elsewhere}, which is not allowed over plain "
                    + "HTTP.",
                "Plain HTTP is allowed only for loopback addresses and the ECS and EKS agents. Use https for other "
                    + "hosts."
            );
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
