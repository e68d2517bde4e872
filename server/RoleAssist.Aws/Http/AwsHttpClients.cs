using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;

namespace RoleAssist.Aws.Http;

/// <summary>
/// Makes every connection to AWS: through the proxies of the environment, trusting the certificates that the endpoint
/// names, and kept open from call to call. How long a call may take is <see cref="RetryPolicy"/>'s to say.
/// </summary>
/// <param name="environment">Names the proxies.</param>
/// <param name="wrap">What requests pass on their way to the network; null for nothing.</param>
public sealed class AwsHttpClients(ProcessEnvironment environment, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(4);

    // Below the time after which servers hang up, so that no request meets a connection that is just being closed.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(15);

    // A bundle that is written anew is another bundle.
    private readonly ConcurrentDictionary<(string Path, DateTime Written), HttpClient> _clients = new();

    /// <summary>The client for an endpoint. It is shared: nobody disposes of it.</summary>
    /// <exception cref="Core.Errors.RoleAssistException">
    /// <see cref="Core.Errors.ErrorCode.ConfigurationInvalid"/>: a certificate bundle or proxy that cannot be used.
    /// </exception>
    public async ValueTask<HttpClient> ForAsync(ServiceEndpoint endpoint, CancellationToken cancellationToken)
    {
        var bundle = endpoint.Url.Scheme == Uri.UriSchemeHttps ? endpoint.CaBundle : null;
        var key = bundle is null
            ? default
            : (bundle.Path, await Task.Run(() => File.GetLastWriteTimeUtc(bundle.Path), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false));
        if (_clients.TryGetValue(key, out var known))
        {
            return known;
        }

        // No lock is held while a bundle is read: who comes second keeps the client of the first.
        var client = Create(bundle is null ? null : await CaBundleReader.ReadAsync(bundle, cancellationToken).ConfigureAwait(false));
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
            // What is signed for one host is not for another.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
        if (authorities is not null)
        {
            handler.SslOptions.CertificateChainPolicy = PolicyOf(authorities);
        }

        return new HttpClient(new BoundedAnswers(new ProxyNaming(wrap?.Invoke(handler) ?? handler, proxy))) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>These authorities in place of the system's, as in AWS' SDKs; the host name is checked all the same.</summary>
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
