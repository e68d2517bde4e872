using System.Net;
using System.Net.Sockets;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Metadata;

/// <summary>
/// Makes the connections to what hands out credentials next door: never through a proxy, which would get to see
/// them, and never on to where somebody redirects.
/// </summary>
/// <param name="wrap">What requests pass on their way to the network; null for nothing.</param>
/// <param name="lookUp">Finds the addresses of a name; null for the system's way.</param>
public sealed class MetadataHttpClients(
    Func<HttpMessageHandler, HttpMessageHandler>? wrap = null,
    Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null) : IDisposable
{
    private readonly Lazy<HttpClient> _container = new(() => Create(wrap, (context, stop) => ConnectAsync(context, lookUp ?? Dns.GetHostAddressesAsync, stop)));
    private readonly Lazy<HttpClient> _instance = new(() => Create(wrap, connect: null));

    /// <summary>For the endpoint of a container.</summary>
    internal HttpClient Container => _container.Value;

    /// <summary>For the metadata service of an instance.</summary>
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
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = Timeout.InfiniteTimeSpan, // Whoever calls bounds each attempt as a whole.
            ConnectCallback = connect,
        };
        return new HttpClient(new BoundedAnswers(wrap?.Invoke(handler) ?? handler)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>
    /// Over plain HTTP a name has to lead to an allowed address and to no other; and to those very addresses the
    /// connection goes, so that no second look-up can lead it elsewhere.
    /// </summary>
    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        Func<string, CancellationToken, Task<IPAddress[]>> lookUp,
        CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await lookUp(host, cancellationToken).ConfigureAwait(false);
        if (context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp
            && Array.Find(addresses, address => !ContainerSource.IsAllowedOverHttp(address)) is { } elsewhere)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The container's credentials endpoint {host} leads to {elsewhere}, where credentials may not be asked for over plain HTTP.",
                "Over plain HTTP it may only be the loopback interface or the agent of ECS or EKS; use https for any other.");
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
