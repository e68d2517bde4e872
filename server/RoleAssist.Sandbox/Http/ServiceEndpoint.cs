using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Http;

/// <summary>Dispatches HTTP requests to services and applies the armed fault, if any.</summary>
/// <param name="services">
/// The services; the first one that serves a request handles it, and the last one serves every request.
/// </param>
internal sealed class ServiceEndpoint(
    IReadOnlyList<IService> services,
    FaultInjector faults,
    CallLog calls,
    TimeProvider time
)
{
    private const int ResetConnection = 0;

    /// <summary>
    /// Suppresses the <c>Date</c> header. Kestrel adds a date if the header is missing or its single value is empty. An
    /// array that contains null counts as present, but no header is written for it.
    /// </summary>
    private static readonly StringValues NoDate = new([null]);

    public async Task HandleAsync(HttpContext context)
    {
        SignableRequest request;
        try
        {
            request = await ReadAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            calls.Add(ClaimedCall.Nothing, error.StatusCode);
            await WriteAsync(
                    context,
                    new ServiceAnswer(error.StatusCode, "text/plain", error.Message),
                    time.GetUtcNow()
                )
                .ConfigureAwait(false);
            return;
        }

        var service = services.First(candidate => candidate.Serves(request));
        var claimed = service.Claimed(request);
        var fault = faults.Take(claimed.Action, claimed.Account, order => service.Supports(order, claimed));
        if (fault?.Kind == FaultKinds.Reset)
        {
            calls.Add(claimed, ResetConnection);
            context.Abort();
            return;
        }

        if (fault is { Kind: FaultKinds.Delay, Seconds: { } seconds })
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, context.RequestAborted).ConfigureAwait(false);
        }

        var now =
            time.GetUtcNow()
            + (fault is { Kind: FaultKinds.Clock, Seconds: { } ahead } ? TimeSpan.FromSeconds(ahead) : TimeSpan.Zero);
        var answer = Answer(service, request, fault, now);
        if (fault?.Kind == FaultKinds.LostAnswer)
        {
            // Only the answer is lost: the call has been carried out.
            calls.Add(claimed, ResetConnection);
            context.Abort();
            return;
        }

        calls.Add(claimed, answer.Status);
        await WriteAsync(context, answer, fault?.Kind == FaultKinds.NoDate ? null : now).ConfigureAwait(false);
    }

    private static ServiceAnswer Answer(
        IService service,
        SignableRequest request,
        FaultRequest? fault,
        DateTimeOffset now
    ) =>
        fault?.Kind switch
        {
            null => TrueAnswer(service, request, now),
            FaultKinds.Throttle => service.Throttled(),
            FaultKinds.InternalFailure => service.Failed(),
            FaultKinds.Garbage => new ServiceAnswer(200, "text/xml", "This is neither <XML nor JSON"),
            var kind => service.Instead(kind, request, now)
                ?? service.Distorted(fault, TrueAnswer(service, request, now), now),
        };

    private static ServiceAnswer TrueAnswer(IService service, SignableRequest request, DateTimeOffset now)
    {
        try
        {
            return service.Answer(request, now);
        }
#pragma warning disable CA1031 // Whatever goes wrong within, a client gets the answer that the service gives.
        catch (Exception)
#pragma warning restore CA1031
        {
            return service.Failed();
        }
    }

    private static async Task<SignableRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var headers = context
            .Request.Headers.SelectMany(header =>
                header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? ""))
            )
            .ToList();

        // The decoded path and query differ from what the client signed.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return SignableRequest.Create(context.Request.Method, target, headers, body.ToArray());
    }

    private static async Task WriteAsync(HttpContext context, ServiceAnswer answer, DateTimeOffset? date)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = body.Length;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.Headers.Date = date is { } known
            ? new StringValues(known.ToString("r", CultureInfo.InvariantCulture))
            : NoDate;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
