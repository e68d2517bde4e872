using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Http;

/// <summary>Reads from answers what time it is where they come from. An error over plain HTTP may come from anybody and does not count.</summary>
public sealed class ServerClockObserver(HttpMessageHandler inner, IServerClock clock) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Headers.Date is { } date && request.RequestUri is { } server && (response.IsSuccessStatusCode || server.Scheme == Uri.UriSchemeHttps))
        {
            clock.Observe(server, date);
        }

        return response;
    }
}
