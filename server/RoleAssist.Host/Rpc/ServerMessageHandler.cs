using RoleAssist.Host.Lifetime;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using StreamJsonRpc.Reflection;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// The server's end of the wire. It holds each message against the life cycle as it arrives, before any method is looked
/// for or run: so a method that nobody knows is refused like any other, and a client that sends ahead is understood.
/// </summary>
internal sealed class ServerMessageHandler(Stream output, Stream input, ServerLifecycle lifecycle) : WireMessageHandler(output, input)
{
    private RequestId? _initialize;

    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false);
            switch (message)
            {
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
                case JsonRpcRequest { Method: "initialize" } initialize:
                    _initialize = initialize.RequestId;
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

        base.Write(content, cancellationToken);
    }
}
