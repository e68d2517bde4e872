using System.Text.Json;
using RoleAssist.Contracts;
using RoleAssist.Host.Errors;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Rpc.Hardening;

/// <summary>LSP framing, plus corrections to what StreamJsonRpc sends by default.</summary>
internal class WireMessageHandler : HeaderDelimitedMessageHandler
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WireMessageHandler(Stream output, Stream input)
        : base(output, input, new WireFormatter())
    {
#pragma warning disable CS0618 // Not every PipeWriter raises it; this one does when StreamJsonRpc closes it.
        Writer!.OnReaderCompleted((_, _) => _sent.TrySetResult(), null);
#pragma warning restore CS0618
    }

    /// <summary>
    /// Completes after the connection has ended and all written messages have been flushed or have failed. A write only
    /// queues a message, so unless this is awaited, messages may be lost when the process exits.
    /// </summary>
    public Task Sent => _sent.Task;

    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        switch (content)
        {
            // StreamJsonRpc describes a failed overload resolution with exception types and stack traces.
            case JsonRpcError { Error: { Code: JsonRpcErrorCode.InvalidParams } error }:
                error.Message = ErrorTranslator.InvalidParams;
                error.Data = null;
                break;
            case JsonRpcError { Error: { Data: not null and not ErrorData } error }:
                error.Data = null;
                break;

            // Each method has one params object, which a typed proxy would send as the only element of an array.
            case JsonRpcRequest { ArgumentsList: [{ } only] } request:
                request.Arguments = only;
                break;
        }

        base.Write(content, cancellationToken);
    }

    /// <summary>
    /// Answers a malformed message with an error (https://www.jsonrpc.org/specification#error_object) and skips it: its
    /// frame shows where the next message begins. StreamJsonRpc by default closes the connection.
    /// </summary>
    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            JsonRpcError? answer;
            try
            {
                return await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException fault)
            {
                answer = new JsonRpcError { RequestId = RequestId.Null, Error = ErrorTranslator.Unreadable(fault) };
            }
            catch (MalformedMessageException malformed)
            {
                answer = malformed.Answer;
            }

            if (answer is not null)
            {
                await WriteAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
