using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Http;

/// <summary>
/// Reads the server's time from each response. An error over plain HTTP may come from anywhere and is ignored.
/// </summary>
public sealed class ServerClockObserver(HttpMessageHandler inner, IServerClock clock) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (
            response.Headers.Date is { } date
            && request.RequestUri is { } server
            && (response.IsSuccessStatusCode || server.Scheme == Uri.UriSchemeHttps)
        )
        {
            clock.Observe(server, date);
        }

        return response;
    }
}
