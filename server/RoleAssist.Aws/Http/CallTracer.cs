using System.Text;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Http;

/// <summary>
/// Logs each call: operation, host, status, duration, and the request ID that AWS support asks for. Of the request's
/// body only the operation's name is logged.
/// </summary>
public sealed partial class CallTracer(HttpMessageHandler inner, ILogger<CallTracer> logger, TimeProvider time)
    : DelegatingHandler(inner)
{
    private static readonly string[] RequestIds = ["x-amzn-RequestId", "x-amz-request-id", "x-amz-id"];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!logger.IsEnabled(LogLevel.Debug))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var operation = await OperationOfAsync(request, cancellationToken).ConfigureAwait(false);
        var host = request.RequestUri?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        var start = time.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            LogAnswer(operation, host, (int)response.StatusCode, Milliseconds(start), RequestIdOf(response));
            return response;
        }
        catch (Exception fault)
        {
            LogFault(operation, host, Milliseconds(start), fault.GetType().Name, fault.GetBaseException().Message);
            throw;
        }
    }

    private long Milliseconds(long start) => (long)time.GetElapsedTime(start).TotalMilliseconds;

    /// <summary>
    /// Gets the operation: the query protocol has it in the body
    /// (https://docs.aws.amazon.com/STS/latest/APIReference/CommonParameters.html), other protocols have it in the
    /// path.
    /// </summary>
    private static async Task<string> OperationOfAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { Headers.ContentType.MediaType: "application/x-www-form-urlencoded" } form)
        {
            await form.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            var body = Encoding.UTF8.GetString(
                await form.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
            );
            const string action = "Action=";
            if (
                body.Split('&').FirstOrDefault(field => field.StartsWith(action, StringComparison.Ordinal)) is { } named
            )
            {
                return named[action.Length..];
            }
        }

        return $"{request.Method} {request.RequestUri?.AbsolutePath}";
    }

    private static string RequestIdOf(HttpResponseMessage response) =>
        RequestIds
            .Select(name =>
                response.Headers.NonValidated.TryGetValues(name, out var values)
                    ? DisplayText.FromServer(values.ToString())
                    : null
            )
            .FirstOrDefault(id => id is not null)
        ?? "none";

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "{Operation} at {Host}: {Status} in {Milliseconds} ms, request id {RequestId}"
    )]
    private partial void LogAnswer(string operation, string? host, int status, long milliseconds, string requestId);

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "{Operation} at {Host}: no answer after {Milliseconds} ms, {Fault}: {Reason}"
    )]
    private partial void LogFault(string operation, string? host, long milliseconds, string fault, string reason);
}
