using System.Text.Json;
using RoleAssist.Contracts;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// LSP's framing, and the wire's rules for what StreamJsonRpc by itself would send otherwise.
/// </summary>
internal class WireMessageHandler : HeaderDelimitedMessageHandler
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WireMessageHandler(Stream output, Stream input)
        : base(output, input, new WireFormatter())
    {
#pragma warning disable CS0618 // Not every writer gives the sign; this one does, by which StreamJsonRpc closes the stream.
        Writer!.OnReaderCompleted((_, _) => _sent.TrySetResult(), null);
#pragma warning restore CS0618
    }

    /// <summary>
    /// Ends after the connection has, once all that was written has gone out or cannot. Writing only hands it over: what
    /// nobody waits for here can be lost with the process.
    /// </summary>
    public Task Sent => _sent.Task;

    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        switch (content)
        {
            // It describes a call that fits no method with its search for one, exception types and stack traces.
            case JsonRpcError { Error: { Code: JsonRpcErrorCode.InvalidParams } misfit }:
                misfit.Message = ErrorTranslator.Misfit;
                misfit.Data = null;
                break;
            case JsonRpcError { Error: { Data: not null and not ErrorData } error }:
                error.Data = null;
                break;

            // A method has one params object, which a typed proxy would send as the only element of an array.
            case JsonRpcRequest { ArgumentsList: [{ } only] } request:
                request.Arguments = only;
                break;
        }

        base.Write(content, cancellationToken);
    }

    /// <summary>
    /// A message that is none is answered, as https://www.jsonrpc.org/specification#error_object has it, and passed
    /// over: its frame tells where the next one begins. By itself StreamJsonRpc would hang up.
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
            catch (MisshapenMessageException misshapen)
            {
                answer = misshapen.Answer;
            }

            if (answer is not null)
            {
                await WriteAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
