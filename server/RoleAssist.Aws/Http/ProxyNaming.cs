using System.Net;

namespace RoleAssist.Aws.Http;

/// <summary>Notes at a fault of the connection which proxy the request was to take: the exception itself does not say.</summary>
internal sealed class ProxyNaming(HttpMessageHandler inner, IWebProxy? proxy) : DelegatingHandler(inner)
{
    private const string Key = "RoleAssist.Proxy";

    /// <summary>The proxy at which a connection failed, without user and password; null where it took none.</summary>
    public static string? Of(Exception fault) => fault.Data[Key] as string;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (request.RequestUri is { } server && proxy?.GetProxy(server) is { } address && address != server)
        {
            fault.Data[Key] = address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
            throw;
        }
    }
}
