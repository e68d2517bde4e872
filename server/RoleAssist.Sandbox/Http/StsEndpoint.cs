using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Sts;

namespace RoleAssist.Sandbox.Http;

/// <summary>Brings HTTP requests to the STS, through the fault that may be ordered, and its answers back.</summary>
internal sealed class StsEndpoint(StsService sts, FaultInjector faults, CallLog calls, TimeProvider time)
{
    private const int ResetConnection = 0;

    public async Task HandleAsync(HttpContext context)
    {
        SignableRequest request;
        try
        {
            request = await ReadAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            var refusal = StsAnswer.Of(new StsException(error.StatusCode, "InvalidRequest", error.Message));
            await WriteAsync(context, refusal, time.GetUtcNow()).ConfigureAwait(false);
            calls.Add(action: null, refusal.Status, accessKeyId: null);
            return;
        }

        var action = ClaimedAction(request);
        var accessKeyId = PresentedSignature.ClaimedAccessKeyId(request);
        var fault = faults.Take(action);
        if (fault?.Kind == FaultKinds.Reset)
        {
            calls.Add(action, ResetConnection, accessKeyId);
            context.Abort();
            return;
        }

        if (fault is { Kind: FaultKinds.Delay, Seconds: { } seconds })
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, context.RequestAborted).ConfigureAwait(false);
        }

        var now = time.GetUtcNow() + (fault is { Kind: FaultKinds.Clock, Seconds: { } ahead } ? TimeSpan.FromSeconds(ahead) : TimeSpan.Zero);
        var answer = FaultyAnswer(fault) ?? Answer(request, now);
        calls.Add(action, answer.Status, accessKeyId);
        await WriteAsync(context, answer, now).ConfigureAwait(false);
    }

    private static StsAnswer? FaultyAnswer(FaultOrder? fault) => fault?.Kind switch
    {
        FaultKinds.Throttle => StsAnswer.Of(new StsException(400, "Throttling", "Rate exceeded")),
        FaultKinds.InternalFailure => StsAnswer.Of(InternalFailure()),
        FaultKinds.Garbage => new StsAnswer(200, StsAnswer.NewRequestId(), "This is no XML <at all"),
        _ => null,
    };

    private StsAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            return sts.Answer(request, now);
        }
#pragma warning disable CA1031 // Whatever goes wrong within, a client gets the answer that STS gives.
        catch (Exception)
#pragma warning restore CA1031
        {
            return StsAnswer.Of(InternalFailure());
        }
    }

    private static StsException InternalFailure() =>
        new(500, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure.");

    private static async Task<SignableRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var headers = context.Request.Headers
            .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))
            .ToList();

        // The decoded path and query are no longer what the client signed.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return SignableRequest.Create(context.Request.Method, target, headers, body.ToArray());
    }

    private static string? ClaimedAction(SignableRequest request)
    {
        try
        {
            return QueryParameters.Parse(request)[StsService.ActionParameter];
        }
        catch (StsException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext context, StsAnswer answer, DateTimeOffset now)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = body.Length;
        context.Response.Headers["x-amzn-RequestId"] = answer.RequestId;
        context.Response.Headers.Date = now.ToString("r", CultureInfo.InvariantCulture);
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
