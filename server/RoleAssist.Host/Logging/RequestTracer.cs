using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RoleAssist.Contracts;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Logging;

/// <summary>Logs each answered request: its method, duration and error, if any.</summary>
internal sealed partial class RequestTracer(ILogger logger, TimeProvider time)
{
    private readonly ConcurrentDictionary<RequestId, (string? Method, long Start)> _pending = new();

    public void Received(JsonRpcRequest request)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        if (request.IsResponseExpected)
        {
            _pending[request.RequestId] = (request.Method, time.GetTimestamp());
        }
        else
        {
            LogNotification(request.Method);
        }
    }

    public void Answered(JsonRpcMessage message)
    {
        var id = message switch
        {
            JsonRpcResult result => result.RequestId,
            JsonRpcError error => error.RequestId,
            _ => RequestId.NotSpecified,
        };
        if (_pending.TryRemove(id, out var request))
        {
            LogRequest(
                request.Method,
                (long)time.GetElapsedTime(request.Start).TotalMilliseconds,
                message is JsonRpcError { Error: { } failed } ? CodeOf(failed) : "ok"
            );
        }
    }

    private static string CodeOf(JsonRpcError.ErrorDetail error) =>
        error.Data is ErrorData data ? $"error {data.Code}" : $"error {(int)error.Code}";

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method}: {Milliseconds} ms, {Outcome}")]
    private partial void LogRequest(string? method, long milliseconds, string outcome);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method}: notification")]
    private partial void LogNotification(string? method);
}
