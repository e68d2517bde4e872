using RoleAssist.Host.Lifetime;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using StreamJsonRpc.Reflection;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// The server's end of the wire. It holds each message against the life cycle as it arrives, before any method is looked
/// for or run: so a method that nobody knows is refused like any other, and a client that sends ahead is understood.
/// </summary>
internal sealed class ServerMessageHandler(Stream output, Stream input, ServerLifecycle lifecycle, TimeProvider time, RequestTracer tracer)
    : WireMessageHandler(output, input)
{
    /// <summary>How long the end waits for answers that are on their way. What takes longer, such as a call of AWS, is given up.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly UnansweredRequests _unanswered = new();
    private RequestId? _initialize;
    private RequestId? _leaving;

    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        if (_initialize is { } pending)
        {
            // Whether it has worked decides what the next message may be.
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
                    await _unanswered.AllAnsweredAsync().WaitAsync(Farewell, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return message;
                case JsonRpcRequest request when lifecycle.Receive(request.Method) is { } refusal:
                    // A notification has no answer and is dropped.
                    if (request.IsResponseExpected)
                    {
                        await WriteAsync(new JsonRpcError { RequestId = request.RequestId, Error = refusal }, cancellationToken).ConfigureAwait(false);
                    }

                    break;

                // The server has asked nothing; StreamJsonRpc would hang up.
                case JsonRpcResult or JsonRpcError:
                    break;
                case JsonRpcRequest { IsResponseExpected: true } request:
                    _unanswered.Add(request.RequestId);
                    _initialize = request.Method == "initialize" ? request.RequestId : _initialize;
                    return message;
                default:
                    return message;
            }

            // Nobody else will say that the message is done with, without which the next one is not to be had.
            ((IJsonRpcMessageBufferManager)this).DeserializationComplete(message);
        }
    }

    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        if (content is JsonRpcError failed && failed.RequestId == _initialize)
        {
            lifecycle.InitializeFailed();
        }

        _leaving = content switch
        {
            JsonRpcResult result => result.RequestId,
            JsonRpcError error => error.RequestId,
            _ => null,
        };
        tracer.Answered(content);
        base.Write(content, cancellationToken);
    }

    /// <summary>Follows each <see cref="Write"/>, one message at a time.</summary>
    protected override async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await base.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (_leaving is { } answered)
        {
            _unanswered.Remove(answered);
        }
    }
}
