using System.Net;

namespace RoleAssist.Aws.Http;

/// <summary>
/// Adds the proxy that a request used to the exception of a failed connection, which does not name it.
/// </summary>
internal sealed class ProxyNaming(HttpMessageHandler inner, IWebProxy? proxy) : DelegatingHandler(inner)
{
    private const string Key = "RoleAssist.Proxy";

    /// <summary>Gets the proxy of a failed connection, without user and password; null if no proxy was used.</summary>
    public static string? Get(Exception fault) => fault.Data[Key] as string;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
            when (request.RequestUri is { } server && proxy?.GetProxy(server) is { } address && address != server)
        {
            fault.Data[Key] = address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
            throw;
        }
    }
}
