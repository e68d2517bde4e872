using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Http;

/// <summary>Reads from each answer that says so what time it is where it comes from.</summary>
public sealed class ServerClockObserver(HttpMessageHandler inner, IServerClock clock) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Headers.Date is { } date)
        {
            clock.Observe(date);
        }

        return response;
    }
}
