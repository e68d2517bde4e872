using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Logging;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using StreamJsonRpc.Reflection;

namespace RoleAssist.Host.Rpc.Hardening;

/// <summary>
/// The server's message handler. It checks each message against the life cycle on arrival, before a method is looked up
/// or run. An unknown method is therefore refused like any other, and a client may send requests without waiting for
/// earlier answers.
/// </summary>
internal sealed class ServerMessageHandler(
    Stream output,
    Stream input,
    ServerLifecycle lifecycle,
    TimeProvider time,
    RequestTracer tracer
) : WireMessageHandler(output, input)
{
    /// <summary>
    /// How long the host waits for pending answers before it ends. Slower requests, such as calls to AWS, are
    /// abandoned.
    /// </summary>
    public static readonly TimeSpan ShutdownGracePeriod = TimeSpan.FromSeconds(1);

    private readonly UnansweredRequests _unanswered = new();
    private RequestId? _initialize;
    private RequestId? _written;

    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        if (_initialize is { } pending)
        {
            // The result of initialize decides which messages are allowed next.
            await _unanswered.AnsweredAsync(pending).WaitAsync(cancellationToken).ConfigureAwait(false);
            _initialize = null;
            lifecycle.InitializeAnswered();
        }

        while (true)
        {
            var message = await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false);
            if (message is JsonRpcRequest received)
            {
                tracer.Received(received);
            }

            switch (message)
            {
                case null or JsonRpcRequest { Method: "exit" }:
                    await _unanswered
                        .AllAnsweredAsync()
                        .WaitAsync(ShutdownGracePeriod, time, cancellationToken)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return message;
                case JsonRpcRequest request when lifecycle.Receive(request.Method) is { } refusal:
                    // A notification has no answer and is dropped.
                    if (request.IsResponseExpected)
                    {
                        await WriteAsync(
                                new JsonRpcError { RequestId = request.RequestId, Error = refusal },
                                cancellationToken
                            )
                            .ConfigureAwait(false);
                    }

                    break;

                // The server sends no requests; StreamJsonRpc would close the connection on an unexpected response.
                case JsonRpcResult
                or JsonRpcError:
                    break;
                case JsonRpcRequest { IsResponseExpected: true } request:
                    _unanswered.Add(request.RequestId);
                    _initialize = request.Method == "initialize" ? request.RequestId : _initialize;
                    return message;
                default:
                    return message;
            }

            // This message is consumed here, so this handler must release its buffer before the next one can be read.
            ((IJsonRpcMessageBufferManager)this).DeserializationComplete(message);
        }
    }

    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        if (content is JsonRpcError failed && failed.RequestId == _initialize)
        {
            lifecycle.InitializeFailed();
        }

        _written = content switch
        {
            JsonRpcResult result => result.RequestId,
            JsonRpcError error => error.RequestId,
            _ => null,
        };
        tracer.Answered(content);
        base.Write(content, cancellationToken);
    }

    /// <summary>Called after each <see cref="Write"/>, one message at a time.</summary>
    protected override async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await base.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (_written is { } answered)
        {
            _unanswered.Remove(answered);
        }
    }
}
