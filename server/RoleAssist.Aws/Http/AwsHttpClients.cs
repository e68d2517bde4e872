using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;

namespace RoleAssist.Aws.Http;

/// <summary>
/// Creates the HTTP clients for AWS: they use the proxies of the environment, trust the certificates that the endpoint
/// specifies, and keep connections open between calls. <see cref="RetryPolicy"/> limits how long a call may take.
/// </summary>
/// <param name="environment">The environment, which specifies the proxies.</param>
/// <param name="wrap">Wraps the handler that sends requests; null for no wrapper.</param>
public sealed class AwsHttpClients(
    ProcessEnvironment environment,
    Func<HttpMessageHandler, HttpMessageHandler>? wrap = null
) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(4);

    // Shorter than the servers' idle timeout, so that no request uses a connection that is just being closed.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(15);

    // Keyed by modification time too: a rewritten bundle gets its own client.
    private readonly ConcurrentDictionary<(string Path, DateTime Written), HttpClient> _clients = new();

    /// <summary>Returns the client for an endpoint. It is shared, so callers must not dispose of it.</summary>
    /// <exception cref="Core.Errors.RoleAssistException">
    /// <see cref="Core.Errors.ErrorCode.ConfigurationInvalid"/>: a certificate bundle or proxy setting is not usable.
    /// </exception>
    public async ValueTask<HttpClient> ForAsync(ServiceEndpoint endpoint, CancellationToken cancellationToken)
    {
        var bundle = endpoint.Url.Scheme == Uri.UriSchemeHttps ? endpoint.CaBundle : null;
        var key = bundle is null
            ? default
            : (
                bundle.Path,
                await Task.Run(() => File.GetLastWriteTimeUtc(bundle.Path), cancellationToken)
                    .WaitAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
        if (_clients.TryGetValue(key, out var known))
        {
            return known;
        }

        // No lock is held while a bundle is read: a concurrent caller gets the client that was added first.
        var client = Create(
            bundle is null ? null : await CaBundleReader.ReadAsync(bundle, cancellationToken).ConfigureAwait(false)
        );
        var kept = _clients.GetOrAdd(key, client);
        if (kept != client)
        {
            client.Dispose();
        }

        return kept;
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private HttpClient Create(X509Certificate2Collection? authorities)
    {
        var proxy = EnvironmentProxy.From(environment);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            PooledConnectionIdleTimeout = IdleTimeout,
            Proxy = proxy,
            UseProxy = proxy is not null,
            UseCookies = false,
            // A signature for one host is not valid for another.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
        if (authorities is not null)
        {
            handler.SslOptions.CertificateChainPolicy = PolicyOf(authorities);
        }

        return new HttpClient(new ResponseSizeLimiter(new ProxyNaming(wrap?.Invoke(handler) ?? handler, proxy)))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>
    /// Trusts these authorities instead of the system's, as AWS' SDKs do; the host name is still checked.
    /// </summary>
    private static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
